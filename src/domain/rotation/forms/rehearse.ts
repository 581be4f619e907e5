import { type Database, type Transaction, writeTx } from '../../../database';

/** Thrown so that nothing of it stays. */
class Undone<T> extends Error {
  constructor(readonly answer: T) {
    super('undone');
  }
}

/** Does something in earnest, and leaves everything as it was unless it shall stay: what is shown is what will be. */
export async function tried<T>(db: Database, work: (tx: Transaction) => Promise<T>, stays: (answer: T) => boolean): Promise<T> {
  try {
    return await writeTx(db, async (tx) => {
      const answer = await work(tx);
      if (!stays(answer)) throw new Undone(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer as T;
    throw error;
  }
}

export const rehearse = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> => tried(db, work, () => false);
