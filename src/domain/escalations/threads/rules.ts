import type { OriginThread, ThreadMessage } from '../../../generated/sqlite/client';
import { consentNeeded } from '../../places/rules';
import type { SourceMessage } from './message';
import { isNewer } from './raw';

/** A transcript message holds so many; what comes after the thread was attached is copied one by one. */
export const messagesPerPage = 20;

export const pageOf = (index: number): number => Math.floor(index / messagesPerPage);

/** More messages of other apps than that in a minute and thread are not copied. */
export const appMessagesPerMinute = 20;
export const minute = 60_000;

/** A squad message that is meant for the squad alone. */
export const staysInside = (text: string): boolean => /^\s*(?:🔒|:lock:)/u.test(text);

type Consent = Pick<OriginThread, 'kind' | 'consentAt'>;

/** Whether what is said in this thread may leave it at all. */
export const mayLeave = ({ kind, consentAt }: Consent): boolean => !consentNeeded(kind) || consentAt !== null;

/** Whether new messages of it are copied. Of a direct message only the chosen one was agreed to. */
export const isFollowed = (thread: Consent): boolean => thread.kind !== 'direct' && mayLeave(thread);

/** Whether squad messages come back into this thread one by one. */
export function comesBack(
  { position, twoWay, inThread, openKey }: Pick<OriginThread, 'position' | 'twoWay' | 'inThread' | 'openKey'>,
  squad: { oneWayThreads: boolean },
): boolean {
  return position === 0 && twoWay && inThread && openKey !== null && !squad.oneWayThreads;
}

/** What is said now by a message, as far as it can change. */
export type Snapshot = Pick<SourceMessage, 'text' | 'files' | 'eventTs' | 'editedAt'>;

/** `null`: what was heard is old news, or about a message that is gone. */
export function newest(row: Pick<ThreadMessage, 'eventTs' | 'deletedAt'>, { text, files, eventTs, editedAt }: Snapshot): Snapshot | null {
  if (row.deletedAt || !isNewer(eventTs, row.eventTs)) return null;
  return { text, files, eventTs, editedAt };
}
