import type { Slack } from '../../../slack';
import type { Gathering } from './message';

/** Reads the thread that a message belongs to; `chosen` is the message as a shortcut carries it, all we have of a place we cannot read. */
export declare function gatherThread(slack: Slack, channelId: string, ts: string, chosen?: Record<string, unknown>): Promise<Gathering>;
