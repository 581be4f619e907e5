export { gatherThread } from './gather';
export type { FileLink, GatheredThread, Gathering, SourceMessage } from './message';
export { attachThread, copyDied, resendCopies, standsUnderCard } from './store';
