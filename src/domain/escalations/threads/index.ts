export { saidSince, threadAttached } from './catch-up';
export { agreeAgain, type ChannelChange, channelChanged } from './channels';
export { gatherThread } from './gather';
export { hearing } from './hearing';
export type { FileLink, GatheredThread, Gathering, SourceMessage } from './message';
export { keepDeleted, keepSaid } from './record';
export { attachThread, copyDied, resendCopies } from './store';
export { standsUnderCard } from './where';
