import type { Words } from '../../delivery/words';
import { awayWords } from './away-words';
import { clockWords } from './clock';
import { companyWords } from './company-words';
import { feedWords } from './feed-words';
import { presentWords } from './present';
import { reminderWords } from './reminder-words';
import { swapWords } from './swaps/words';
import { tookOverWords } from './took-over';

/** Words for what rotations owe. */
export const rotationWords = {
  ...awayWords,
  ...clockWords,
  ...companyWords,
  ...feedWords,
  ...presentWords,
  ...reminderWords,
  ...swapWords,
  ...tookOverWords,
} satisfies Partial<Words>;
