import { randomUUID } from 'node:crypto';
import { type Database, writeTx } from '../../../src/database';
import { eventsOf } from '../../../src/domain/escalations/events';
import { fold, foldThreads } from '../../../src/domain/escalations/fold';
import type { Columns } from '../../../src/domain/escalations/happenings';
import { hearMessage } from '../../../src/domain/escalations/hear';
import { saveIf } from '../../../src/domain/escalations/record';
import {
  type Act,
  acceptAnswer,
  answerQuestion,
  askForInformation,
  carryOn,
  claimEscalation,
  type EscalationRecord,
  findEscalation,
  passQuestion,
  type Raising,
  raiseEscalation,
  releaseEscalation,
  reopenEscalation,
  resolveEscalation,
  takeOverEscalation,
} from '../../../src/domain/escalations/store';
import { squadDefaults } from '../../../src/domain/squads/rules';
import { addSquad } from '../../../src/domain/squads/store';
import { type FreshDatabase, freshDatabase } from '../../support/database';

const workspaceId = 'T1';
const now = new Date('2026-11-24T08:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

let fresh: FreshDatabase;
let db: Database;
let squadId: string;
beforeEach(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
  await writeTx(db, async (tx) => {
    await tx.workspace.create({
      data: { id: workspaceId, name: 'Team', url: 'https://team.slack.com/', botUserId: 'UBOT', botId: 'BBOT', connectedAt: now },
    });
    for (const userId of ['UANA', 'UBO', 'UCY', 'UMO'])
      await tx.person.create({ data: { workspaceId, userId, name: userId, displayName: userId, zone: 'UTC', refreshedAt: now } });
    const squad = { ...squadDefaults, name: 'Billing', channelId: 'C1', members: ['UBO', 'UCY'], manager: 'UMO' };
    squadId = (await addSquad(tx, workspaceId, squad, 'system', now)).id;
  });
});
afterEach(() => fresh.drop());

function raising(more: Partial<Raising> = {}): Raising {
  const texts = { title: 'VAT twice', customer: 'Acme', tried: 'All', expected: 'Why', links: [] };
  return {
    workspaceId,
    person: 'UANA',
    source: 'view:V1',
    formId: null,
    squadId,
    severity: 's1',
    restricted: false,
    origin: null,
    ...texts,
    ...more,
  };
}

const thread = { channelId: 'C9', rootTs: '1.1', kind: 'public' as const, inThread: true, consented: false };

async function raised(more: Partial<Raising> = {}): Promise<EscalationRecord> {
  const result = await raiseEscalation(db, raising(more), now);
  if (result.is !== 'raised') throw new Error(`not raised: ${result.is}`);
  return result.escalation;
}

const act = (escalation: EscalationRecord, person: string, source = `action:${randomUUID()}`): Act => ({
  workspaceId,
  escalationId: escalation.id,
  person,
  source,
});

async function stored(id: string): Promise<EscalationRecord> {
  const record = await findEscalation(db.read, workspaceId, id);
  if (!record) throw new Error('gone');
  return record;
}

const owed = async (kind: string) =>
  (await db.read.delivery.findMany({ where: { kind, state: 'pending' }, orderBy: { position: 'asc' } })).map(
    ({ lane, threadTs, threadKey }) => ({ lane, threadTs, threadKey }),
  );

describe('raising', () => {
  test('writes the record, what happened, and all that is owed, together', async () => {
    const escalation = await raised({ origin: thread });
    expect(escalation).toMatchObject({ number: 1, state: 'open', turn: 'squad', level: 1, channelId: 'C1' });
    expect(await eventsOf(db.read, escalation.id)).toMatchObject([{ type: 'opened', person: 'UANA', at: now }]);
    expect(await owed('escalation.card')).toEqual([{ lane: 'C1', threadTs: null, threadKey: null }]);
    expect(await owed('escalation.status')).toEqual([{ lane: 'C9', threadTs: '1.1', threadKey: null }]);
    expect(await owed('escalation.page')).toEqual([{ lane: 'UBO', threadTs: null, threadKey: null }]);
    expect(await owed('escalation.mention')).toEqual([{ lane: 'C1', threadTs: null, threadKey: `escalation.card:${escalation.id}` }]);
  });

  test('nothing is written when anything fails', async () => {
    await writeTx(db, (tx) => tx.$executeRawUnsafe('ALTER TABLE "HomePage" RENAME TO "Away"')); // the last thing that is written
    await expect(raiseEscalation(db, raising({ origin: thread }), now)).rejects.toThrow();
    for (const table of ['escalation', 'escalationEvent', 'originThread', 'page', 'delivery', 'receipt', 'customer'] as const)
      expect([table, await (db.read[table] as typeof db.read.escalation).count()]).toEqual([table, 0]);

    await writeTx(db, (tx) => tx.$executeRawUnsafe('ALTER TABLE "Away" RENAME TO "HomePage"'));
    expect((await raised({ origin: thread })).number).toBe(1);
  });

  test('the same form is one escalation, however often it arrives', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => raiseEscalation(db, raising(), now)));
    expect(results.map(({ is }) => is).sort()).toEqual(['again', 'again', 'again', 'raised']);
    expect(await db.read.escalation.count()).toBe(1);
  });

  test('numbers have neither gaps nor doubles', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => raiseEscalation(db, raising({ source: `view:${index}` }), now)));
    const numbers = (await db.read.escalation.findMany()).map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('one thread has one that is not closed, whoever comes at the same moment', async () => {
    const both = await Promise.all(
      ['UANA', 'UMO'].map((person) => raiseEscalation(db, raising({ person, source: `view:${person}`, origin: thread }), now)),
    );
    expect(both.map(({ is }) => is).sort()).toEqual(['already', 'raised']);
  });

  test('nothing leaves a private place without a yes', async () => {
    for (const kind of ['private', 'direct', 'external'] as const) {
      const origin = { ...thread, kind, inThread: false };
      expect(await raiseEscalation(db, raising({ origin }), now)).toEqual({ is: 'no_consent', kind });
    }
    expect(await db.read.escalation.count()).toBe(0);
    const origin = { ...thread, kind: 'private' as const, consented: true };
    expect((await raised({ origin })).threads[0]).toMatchObject({ consentBy: 'UANA', consentAt: now });
  });

  test('a yes, or none needed, holds for the place as it was: when it became narrower it is asked for anew', async () => {
    const became = async (what: { isPrivate?: boolean; isExternal?: boolean }) =>
      writeTx(db, (tx) =>
        tx.channel.upsert({
          where: { workspaceId_channelId: { workspaceId, channelId: 'C9' } },
          create: { workspaceId, channelId: 'C9', name: 'support', refreshedAt: now, ...what },
          update: what,
        }),
      );
    const agreed = { ...thread, kind: 'private' as const, inThread: false, consented: true };
    await became({ isPrivate: true });
    expect(await raiseEscalation(db, raising({ origin: thread }), now)).toEqual({ is: 'no_consent', kind: 'private' });
    await became({ isExternal: true });
    expect(await raiseEscalation(db, raising({ origin: agreed }), now)).toEqual({ is: 'no_consent', kind: 'external' });
    expect(await db.read.escalation.count()).toBe(0);

    await became({ isPrivate: true, isExternal: false });
    expect(await raiseEscalation(db, raising({ origin: agreed }), now)).toMatchObject({ is: 'raised' });
  });

  test('a guest may not', async () => {
    await writeTx(db, (tx) => tx.person.updateMany({ where: { userId: 'UANA' }, data: { isGuest: true } }));
    expect(await raiseEscalation(db, raising(), now)).toMatchObject({ is: 'refused', refusal: { why: 'not_member' } });
  });

  test('two spellings are one customer', async () => {
    await raised();
    await raised({ source: 'view:V2', customer: '  ACME ' });
    expect(await db.read.customer.findMany()).toMatchObject([{ key: 'acme', name: 'Acme' }]);
  });
});

describe('claiming', () => {
  test('of many at once one wins, and the others are told who and when', async () => {
    const escalation = await raised();
    const people = ['UBO', 'UCY', 'UMO', 'UBO', 'UCY'];
    const claims = await Promise.all(people.map((person) => claimEscalation(db, act(escalation, person), later(1))));
    expect(claims.filter(({ is }) => is === 'done')).toHaveLength(1);
    const { owner } = await stored(escalation.id);
    for (const claim of claims.filter(({ is }) => is === 'refused')) {
      expect(claim).toMatchObject({ refusal: expect.objectContaining({ why: expect.stringMatching(/claimed|yours/) }) });
      if (claim.is === 'refused' && claim.refusal.why === 'claimed')
        expect(claim.refusal).toEqual({ why: 'claimed', by: owner, at: later(1) });
    }
    expect((await eventsOf(db.read, escalation.id)).filter(({ type }) => type === 'claimed')).toHaveLength(1);
    expect(await owed('escalation.line')).toHaveLength(1);
  });

  test('is conditional on the version that was read', async () => {
    const escalation = await raised();
    expect(await writeTx(db, (tx) => saveIf(tx, escalation, { owner: 'UBO' }))).toBe(true);
    expect(await writeTx(db, (tx) => saveIf(tx, escalation, { owner: 'UCY' }))).toBe(false);
    expect(await stored(escalation.id)).toMatchObject({ owner: 'UBO', version: escalation.version + 1 });
  });

  test('the same press twice has one effect', async () => {
    const escalation = await raised();
    const press = act(escalation, 'UBO', 'action:1.2');
    expect(await claimEscalation(db, press, later(1))).toMatchObject({ is: 'done' });
    expect(await claimEscalation(db, press, later(2))).toMatchObject({ is: 'again', escalation: { owner: 'UBO' } });
    expect(await eventsOf(db.read, escalation.id)).toHaveLength(2);
  });

  test('ends the pages that are out', async () => {
    const escalation = await raised();
    await claimEscalation(db, act(escalation, 'UCY'), later(1));
    expect(await db.read.page.findMany()).toMatchObject([{ person: 'UBO', outcome: 'withdrawn' }]);
    expect(await owed('escalation.page')).toEqual([]);
  });
});

test('a redelivered resolve owes one answer', async () => {
  const escalation = await raised({ origin: thread });
  const press = act(escalation, 'UBO', 'view:V7');
  const resolution = { reason: 'bug_fixed', answer: 'Done', handledBy: 'squad' } as const;
  const results = await Promise.all([1, 2, 3].map(() => resolveEscalation(db, press, resolution, later(1))));
  expect(results.map(({ is }) => is).sort()).toEqual(['again', 'again', 'done']);
  expect(await owed('escalation.answer')).toEqual([{ lane: 'C9', threadTs: '1.1', threadKey: null }]);
});

describe('hearing', () => {
  const message = (escalation: EscalationRecord, more: object) => ({
    workspaceId,
    escalationId: escalation.id,
    side: 'origin' as const,
    threadId: escalation.threads[0]?.id ?? null,
    person: 'UANA',
    saidAt: later(5),
    text: 'They left Pro',
    hasFiles: false,
    source: 'message:C9:2.2',
    ...more,
  });

  async function asked(): Promise<EscalationRecord> {
    const escalation = await raised({ origin: thread });
    await askForInformation(db, act(escalation, 'UBO'), { of: 'agent', question: 'Which plan?' }, later(2));
    return escalation;
  }

  test.each([
    ['an answer of the agent', {}, 'claimed'],
    ['a holding reply', { text: 'will check' }, 'waiting'],
    ['a file alone', { text: '', hasFiles: true }, 'claimed'],
    ['what was said before the question', { saidAt: later(1) }, 'waiting'],
    ['an engineer in the origin thread', { person: 'UCY' }, 'waiting'],
    ['a squad message', { side: 'squad', person: 'UBO', threadId: null }, 'waiting'],
  ])('%s', async (_, more, state) => {
    const escalation = await asked();
    await writeTx(db, (tx) => hearMessage(tx, message(escalation, more), later(6)));
    await writeTx(db, (tx) => hearMessage(tx, message(escalation, more), later(7))); // told twice
    expect(await stored(escalation.id)).toMatchObject({ state });
    expect((await eventsOf(db.read, escalation.id)).slice(2)).toHaveLength(1);
  });
});

test('what happened, folded again, is what is stored: after every step of a long story', async () => {
  const escalation = await raised({ origin: thread });
  let minute = 0;
  const at = () => {
    minute += 1;
    return later(minute);
  };
  const resolution = { reason: 'workaround_given', answer: 'Try again', handledBy: 'could_support' } as const;
  const steps: (() => Promise<unknown>)[] = [
    () => claimEscalation(db, act(escalation, 'UBO'), at()),
    () => releaseEscalation(db, act(escalation, 'UBO'), at()),
    () => claimEscalation(db, act(escalation, 'UCY'), at()),
    () => takeOverEscalation(db, act(escalation, 'UBO'), at()),
    () => askForInformation(db, act(escalation, 'UBO'), { of: 'agent', question: 'Which?' }, at()),
    () => passQuestion(db, act(escalation, 'UANA'), 'customer', at()),
    () => passQuestion(db, act(escalation, 'UANA'), 'agent', at()),
    () => answerQuestion(db, act(escalation, 'UANA'), at()),
    () => askForInformation(db, act(escalation, 'UCY'), { of: 'customer', question: 'When?' }, at()),
    () => carryOn(db, act(escalation, 'UCY'), at()),
    () => resolveEscalation(db, act(escalation, 'UBO'), resolution, at()),
    () => reopenEscalation(db, act(escalation, 'UANA'), { why: 'does_not_work', next: 'No' }, at()),
    () => resolveEscalation(db, act(escalation, 'UBO'), resolution, at()),
    () => acceptAnswer(db, act(escalation, 'UANA'), undefined, at()),
    () => reopenEscalation(db, act(escalation, 'UCY'), { why: 'came_back', next: 'Again' }, at()),
  ];
  for (const step of steps) {
    expect(await step()).toMatchObject({ is: 'done' });
    const record = await stored(escalation.id);
    const told = await eventsOf(db.read, escalation.id);
    expect(record).toMatchObject(fold(told) satisfies Columns);
    expect(record.threads.map(({ id, agent, outcome }) => ({ id, agent, outcome }))).toEqual(
      foldThreads(
        record.threads.map(({ id, agent, outcome }) => ({ id, agent, outcome })),
        told,
      ),
    );
    expect(record.threads[0]?.openKey).toBe(record.state === 'closed' ? null : 'C9:1.1');
  }
});
