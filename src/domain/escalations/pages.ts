import { type Database, type Transaction, writeTx } from '../../database';
import { type Debt, owe, redraw, withdraw } from '../../delivery/owe';
import type { Page } from '../../generated/sqlite/client';
import { takeReceipt } from '../../receipts';
import { calendarFor, candidatesFor, managersOf } from './around';
import { pageDue } from './duties';
import { touchHomes } from './homes';
import { type NextPage, nextPage } from './paging';
import { squadThread } from './places';
import { type EscalationRecord, findEscalation, nextCheck, saveIf } from './record';

/** Asks the next person if it is time to: a raise, a release and a reopen need not wait for the clock. */
export async function askIfDue(tx: Transaction, record: EscalationRecord, now: Date): Promise<void> {
  if (record.state !== 'open' || record.exhaustedAt) return;
  const due = pageDue(record, await calendarFor(tx, record));
  if (due <= now) await askNext(tx, record, due, now);
}

/** A tick or two: a level that is asked on time counts from when it was due, a late one from when it was asked. */
const lateMs = 60_000;

/** Asks one more person of this round to claim; with nobody left, the manager and the admins are told, once. */
export async function askNext(tx: Transaction, { workspaceId, id, level, round }: EscalationRecord, due: Date, now: Date): Promise<void> {
  const record = await findEscalation(tx, workspaceId, id);
  if (record?.state !== 'open' || record.exhaustedAt || record.level !== level || record.round !== round) return;

  const asked = await tx.page.findMany({ where: { escalationId: id, round }, select: { person: true } });
  const agents = record.threads.map(({ agent }) => agent);
  const candidates = await candidatesFor(tx, record, now);
  const plan = nextPage(
    candidates,
    [...agents, record.raisedBy],
    asked.map(({ person }) => person),
  );
  const levelAt = now.getTime() - due.getTime() > lateMs ? now : due;
  const columns = plan.ask ? { level: level + 1, levelAt } : { exhaustedAt: now };
  const nextCheckAt = nextCheck({ ...record, ...columns }, await calendarFor(tx, record));
  if (!(await saveIf(tx, record, { ...columns, nextCheckAt }))) return askNext(tx, record, due, now);

  await writePages(tx, record, plan, now);
  await owe(tx, plan.ask ? pageDebts(record, plan.ask) : await exhaustedDebts(tx, record), now);
  await redraw(tx, id);
  await touchHomes(tx, record, [plan.ask], now);
}

async function writePages(tx: Transaction, record: EscalationRecord, { skipped, ask }: NextPage, now: Date): Promise<void> {
  const { workspaceId, id: escalationId, round } = record;
  const base = { workspaceId, escalationId, round, level: record.level + 1, askedAt: now };
  const unreachable = skipped
    .filter(({ reason }) => reason !== 'asked_already')
    .map(({ user, reason }) => ({ ...base, person: user, outcome: 'unreachable' as const, reason }));
  await tx.page.createMany({ data: ask ? [...unreachable, { ...base, person: ask }] : unreachable });
}

function pageDebts(record: EscalationRecord, person: string): Debt[] {
  const { workspaceId, id, round, level } = record;
  const ask = `${id}:${round}:${level + 1}:${person}`;
  const data = { person, round };
  return [
    { workspaceId, key: `escalation.page:${ask}`, kind: 'escalation.page', subject: id, data, lane: person },
    { ...squadThread(record), key: `escalation.mention:${ask}`, kind: 'escalation.mention', subject: id, data },
  ];
}

async function exhaustedDebts(tx: Transaction, record: EscalationRecord): Promise<Debt[]> {
  const { workspaceId, id, round } = record;
  const managers = await managersOf(tx, record);
  return managers.map((user) => ({
    workspaceId,
    key: `escalation.told:${id}:exhausted:${round}:${user}`,
    kind: 'escalation.told',
    subject: id,
    data: { what: 'exhausted', round },
    lane: user,
  }));
}

/** Nobody needs to be asked any more: who claims it answered, all others need not. Answers whose page it was. */
export async function endPages(tx: Transaction, { workspaceId, id, round, owner }: EscalationRecord): Promise<string[]> {
  const open = { escalationId: id, round, outcome: 'asked' as const };
  const asked = await tx.page.findMany({ where: open, select: { person: true } });
  if (owner) await tx.page.updateMany({ where: { ...open, person: owner }, data: { outcome: 'claimed' } });
  await tx.page.updateMany({ where: open, data: { outcome: 'withdrawn' } });
  for (const kind of ['escalation.page', 'escalation.mention'] as const) await withdraw(tx, { workspaceId, kind, subject: id });
  return asked.map((page) => page.person);
}

export type Passed =
  | { is: 'passed'; escalation: EscalationRecord; next: Page | null }
  | { is: 'over'; escalation: EscalationRecord | null };

/** `Not me`: the next person is asked at once. */
export async function passPage(
  db: Database,
  { workspaceId, escalationId, person, source }: { workspaceId: string; escalationId: string; person: string; source: string },
  now: Date,
): Promise<Passed> {
  return writeTx(db, async (tx) => {
    const record = await findEscalation(tx, workspaceId, escalationId);
    if (record?.state !== 'open') return { is: 'over', escalation: record };

    const fresh = await takeReceipt(tx, workspaceId, source, now);
    const { round, level } = record;
    const mine = { escalationId, round, person, outcome: 'asked' as const };
    const page = await tx.page.findFirst({ where: mine, orderBy: { level: 'desc' } });
    const { count } = await tx.page.updateMany({ where: mine, data: { outcome: 'passed', reason: 'not_me' } });
    if (fresh && count > 0 && page?.level === level) await askNext(tx, record, now, now);
    await redraw(tx, escalationId);
    await touchHomes(tx, record, [person], now);

    const next = await tx.page.findFirst({ where: { escalationId, round, outcome: 'asked' }, orderBy: { level: 'desc' } });
    return { is: 'passed', escalation: record, next };
  });
}
