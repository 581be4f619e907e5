import type { Dice } from '../dice';

export type StoreName = 'sqlite' | 'postgres';

/** The database of a run. */
export interface Store {
  name: StoreName;
  url: string;
  /** Something that happens to databases; answers what it was. */
  upset(dice: Dice): Promise<string>;
  stop(): Promise<void>;
}
