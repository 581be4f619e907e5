import type { Words } from '../../delivery/words';

/** Words for what rotations owe. */
export const rotationWords = {} satisfies Partial<Words>;
