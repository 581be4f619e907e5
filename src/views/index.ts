import type { Words } from '../delivery/words';
import { escalationWords } from './escalations';
import { rotationWords } from './rotation';
import { settingsWords } from './settings';
import { threadWords } from './threads';

/** Words for every kind of delivery: a kind without words does not compile. */
export const words: Words = { ...escalationWords, ...threadWords, ...rotationWords, ...settingsWords };
