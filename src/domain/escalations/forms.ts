import { type Database, json, type Transaction, writeTx } from '../../database';
import { owe } from '../../delivery/owe';
import type { EscalationForm } from '../../generated/sqlite/client';
import type { PlaceKind, Severity } from '../../generated/sqlite/enums';
import type { Reader } from '../people/store';

/** What stands in the fields, as typed. */
export interface Typed {
  title: string;
  squadId: string | null;
  severity: Severity;
  customer: string;
  tried: string;
  expected: string;
  /** One per line. */
  links: string;
  /** The address of a message, where no thread was known. */
  thread: string;
  restricted: boolean;
}

export const nothingTyped: Typed = {
  title: '',
  squadId: null,
  severity: 's3',
  customer: '',
  tried: '',
  expected: '',
  links: '',
  thread: '',
  restricted: false,
};

/** The thread that a form is about, as far as it has been read. */
export interface FormOrigin {
  channelId: string;
  /** The root, as far as is known: a link to a reply may not name it. */
  rootTs: string;
  /** The message that the form was opened from. */
  ts: string;
  /** Its address was typed into the form, where it can be changed. */
  linked: boolean;
  place: { name: string; kind: PlaceKind; inThread: boolean } | null;
  /** `null` until it has been read. */
  read: { quote: string; author: string; messages: number; only: 'direct' | 'not_member' | null } | null;
  problem: 'missing' | 'unavailable' | null;
  /** The message as a shortcut carries it: all we have of a place that we cannot read. */
  chosen?: Record<string, unknown>;
}

export interface FormContent {
  typed: Typed;
  origin: FormOrigin | null;
  /** When, by Slack's clock: what was typed before but arrives later changes nothing. */
  typedAt: string | null;
}

export interface Form extends FormContent {
  id: string;
  workspaceId: string;
  person: string;
  viewId: string | null;
}

/** How long an unsent form is offered. */
const keptMs = 24 * 3_600_000;

/** Keeps what somebody has typed so far; a form that was sent stays sent. */
export async function keepDraft(db: Database, form: Form, now: Date): Promise<void> {
  await writeTx(db, (tx) => keepIn(tx, form, now));
}

async function keepIn(tx: Transaction, form: Form, now: Date): Promise<boolean> {
  const { id, workspaceId, person, viewId } = form;
  // Two dispatches at once come one after the other: each decides on what the one before has left.
  await tx.escalationForm.updateMany({ where: { id, person, outcome: 'open' }, data: { changedAt: now } });
  const before = await tx.escalationForm.findUnique({ where: { id } });
  if (before && (before.outcome !== 'open' || before.person !== person)) return false;
  const known = before && contentOf(before);
  if (known?.typedAt && form.typedAt && form.typedAt < known.typedAt) return false;

  const origin = newerOrigin(known?.origin ?? null, form.origin);
  const data = { viewId, draft: draftOf({ ...form, origin }), ...placeOf(origin), changedAt: now };
  await tx.escalationForm.upsert({ where: { id }, create: { id, workspaceId, person, openedAt: now, ...data }, update: data });
  return true;
}

/** What has been read of a thread is not forgotten because a dispatch was under way meanwhile. */
function newerOrigin(known: FormOrigin | null, given: FormOrigin | null): FormOrigin | null {
  if (known && given && known.channelId === given.channelId && known.ts === given.ts && !given.read && !given.problem) return known;
  return given;
}

/** What was read of its thread after it was opened. */
export async function rememberOrigin(
  db: Database,
  id: string,
  origin: FormOrigin,
  typed: (before: Typed) => Typed,
  now: Date,
): Promise<Form | null> {
  return writeTx(db, async (tx) => {
    await tx.escalationForm.updateMany({ where: { id }, data: { changedAt: now } });
    const row = await tx.escalationForm.findUnique({ where: { id } });
    if (row?.outcome !== 'open') return null;
    const content = contentOf(row);
    const form = { ...formOf(row), origin, typed: typed(content.typed) };
    await tx.escalationForm.update({ where: { id }, data: { draft: draftOf(form), ...placeOf(origin) } });
    return form;
  });
}

export async function findForm(read: Reader, workspaceId: string, id: string): Promise<Form | null> {
  const row = await read.escalationForm.findFirst({ where: { id, workspaceId } });
  return row && formOf(row);
}

/** Of what this person left unsent in the last 24 hours the form that is named, whichever is newer; without a name the newest. */
export async function draftToContinue(read: Reader, workspaceId: string, person: string, now: Date, named?: string): Promise<Form | null> {
  const unsent = { workspaceId, person, outcome: 'open' as const, changedAt: { gte: new Date(now.getTime() - keptMs) } };
  if (named !== undefined) {
    const row = await read.escalationForm.findFirst({ where: { ...unsent, id: named } });
    return row && formOf(row);
  }
  const rows = await read.escalationForm.findMany({ where: unsent, orderBy: { changedAt: 'desc' }, take: mostDrafts });
  return rows.map(formOf).find(hasContent) ?? null;
}

/** More unsent forms than that nobody has in a day. */
const mostDrafts = 20;

/** A form that could not be shown, or was closed: its draft waits on App Home, and its person is told so, once. */
export async function leaveDraft(db: Database, form: Form, now: Date): Promise<void> {
  await writeTx(db, async (tx) => {
    if (!(await keepIn(tx, form, now))) return;
    await tellDraftWaits(tx, form, now);
  });
}

/** Closed without a word: there is nothing to keep. */
export async function abandonForm(db: Database, id: string, now: Date): Promise<void> {
  await writeTx(db, (tx) =>
    tx.escalationForm.updateMany({ where: { id, outcome: 'open' }, data: { outcome: 'abandoned', changedAt: now } }),
  );
}

export async function formSent(tx: Transaction, id: string, escalationId: string, now: Date): Promise<void> {
  await tx.escalationForm.updateMany({ where: { id, outcome: 'open' }, data: { outcome: 'sent', escalationId, changedAt: now } });
}

/** The form that an escalation was raised with. */
export async function formOfEscalation(read: Reader, workspaceId: string, person: string, escalationId: string): Promise<Form | null> {
  const row = await read.escalationForm.findFirst({ where: { workspaceId, person, outcome: 'sent', escalationId } });
  return row && formOf(row);
}

async function tellDraftWaits(tx: Transaction, { id, workspaceId, person, viewId }: Form, now: Date): Promise<void> {
  const key = `escalation.told:draft:${id}:${viewId ?? 'unopened'}`;
  await owe(tx, { workspaceId, key, kind: 'escalation.told', subject: id, data: { what: 'draft' }, lane: person }, now);
}

/** Worth keeping: an empty form is as good as a new one. */
export function hasContent({ typed, origin }: FormContent): boolean {
  const { title, customer, tried, expected, links, thread } = typed;
  return origin !== null || [title, customer, tried, expected, links, thread].some((text) => text.trim() !== '');
}

const draftOf = ({ typed, origin, typedAt }: FormContent) => json({ typed, origin, typedAt });
const placeOf = (origin: FormOrigin | null) => ({ channelId: origin?.channelId ?? null, rootTs: origin?.rootTs ?? null });
const contentOf = ({ draft }: EscalationForm) => draft as unknown as FormContent;

function formOf(row: EscalationForm): Form {
  const { id, workspaceId, person, viewId } = row;
  return { id, workspaceId, person, viewId, ...contentOf(row) };
}
