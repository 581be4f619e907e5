import { writeTx } from '../../src/database';
import { recordChange } from '../../src/domain/rotation/records/changes';
import { lockRotation } from '../../src/domain/rotation/records/lock';
import { publishRotation, republish } from '../../src/domain/rotation/records/publish';
import type { RotationRecord } from '../../src/domain/rotation/records/rotation';
import { createRotation, editRotation } from '../../src/domain/rotation/records/store';
import { channelIdOf, idOf, knownPeople, knownWorkspace, workspaceId } from '../domain/settings/facts';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { backline } from '../support/terminal';

type Draft = Parameters<typeof createRotation>[1]['definition'];

const [ana, ben, cy, dee] = [idOf('ana'), idOf('ben'), idOf('cy'), idOf('dee')] as const;
const at = (text: string) => new Date(text);
const begun = at('2026-03-02T10:00:00Z');
let now = begun;

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  now = begun;
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, { ana: {}, ben: {}, cy: {}, dee: { zone: 'America/Sao_Paulo' } });
});
afterEach(() => fresh.drop());

const type = (args: string[], input = '') => backline(args, { env: { DATABASE_URL: fresh.url }, input, now: () => now });
const typeJson = async (args: string[], input = '') => {
  const { exitCode, out, err } = await type(args, input);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  return JSON.parse(out);
};

const weekly = { name: 'Payments', unit: 'week', every: 1, anchor: '2026-03-02T09:00', order: [ana, ben, cy, dee] };

async function made(layers: object[] = [weekly], more: object = {}, name = 'Payments'): Promise<RotationRecord> {
  const definition = { zone: 'Europe/Lisbon', layers, ...more } as never as Draft;
  const draft = { workspaceId, squadId: null, name, channelId: channelIdOf('billing-squad'), kind: 'turns' as const, definition };
  const created = await writeTx(fresh.db, (tx) => createRotation(tx, { ...draft, members: [ana, ben, cy, dee], by: ana }, now));
  if (created.is !== 'saved') throw new Error(created.is);
  return created.rotation;
}

const locked = <T>(id: string, work: (tx: Parameters<Parameters<typeof writeTx>[1]>[0], rotation: RotationRecord) => Promise<T>) =>
  writeTx(fresh.db, async (tx) => work(tx, (await lockRotation(tx, workspaceId, id)) as RotationRecord));

const replaced = (id: string, from: string, to: string, start: string, end: string) =>
  locked(id, async (tx, rotation) => {
    const change = { kind: 'replace', from, to, start: at(start), end: at(end), source: 'swap', by: to } as const;
    expect(await recordChange(tx, rotation, change, now)).not.toBeNull();
    await republish(tx, rotation, now);
  });

const away = (userId: string, start: string, end: string) =>
  writeTx(fresh.db, (tx) =>
    tx.absence.create({ data: { workspaceId, userId, start: at(start), end: at(end), by: userId, recordedAt: now } }),
  );

/** Who is on, minute by minute as it were: pieces that follow each other in one person's hands are one. */
function stretches(shifts: { member: string; start: string; end: string }[]): string[] {
  const open = new Map<string, { member: string; start: number; end: number }>();
  const all: { member: string; start: number; end: number }[] = [];
  for (const { member, start, end } of [...shifts].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const span = { member, start: Math.max(Date.parse(start), now.getTime()), end: Date.parse(end) };
    if (span.end <= now.getTime()) continue;
    const before = open.get(member);
    if (before && before.end >= span.start) before.end = Math.max(before.end, span.end);
    else {
      open.set(member, span);
      all.push(span);
    }
  }
  const iso = (time: number) => new Date(time).toISOString();
  return all.map(({ member, start, end }) => `${iso(start)} ${iso(end)} ${member}`).sort();
}

const stored = async (rotationId: string) => {
  const rows = await fresh.db.read.shift.findMany({ where: { rotationId, state: { not: 'cancelled' } } });
  return stretches(rows.map(({ userId, start, end }) => ({ member: userId, start: start.toISOString(), end: end.toISOString() })));
};

/** `backline rota export … | backline rota` */
async function piped(name: string, options: string[] = []): Promise<string[]> {
  const { out } = await type(['rota', 'export', name, ...options]);
  return stretches((await typeJson(['rota'], out)).shifts);
}

const daily = { name: 'Day', unit: 'day', every: 1, anchor: '2026-03-02T09:00', hours: ['Mon-Fri 09:00-17:00'], order: [ana, ben, cy] };

const rotations: [what: string, layers: object[], more: object][] = [
  ['weeks by order', [weekly], {}],
  ['days in office hours, over the change of the clocks', [daily], {}],
  ['two layers', [daily, { ...weekly, name: 'Night', order: [dee, cy], mode: 'with' }], { cover: 'always' }],
  ['by balance', [{ ...daily, choose: 'balance', seats: 2, order: [ana, ben, cy, dee] }], { rest: 0 }],
  ['blocks of eight hours', [{ ...weekly, unit: 'hour', every: 8 }], {}],
];

test.each(rotations)('what is exported is what is written down: %s', async (_, layers, more) => {
  const { id } = await made(layers, more);
  expect(await piped('Payments')).toEqual(await stored(id));

  now = at('2026-03-11T12:00:00Z');
  await away(ana, '2026-03-16T00:00:00Z', '2026-03-24T00:00:00Z');
  await publishRotation(fresh.db, workspaceId, id, now);
  const [first] = await fresh.db.read.shift.findMany({ where: { rotationId: id, start: { gt: now } }, orderBy: { start: 'asc' }, take: 1 });
  if (!first) throw new Error('Nothing is written down');
  const taker = first.userId === dee ? ben : dee;
  await replaced(id, first.userId, taker, first.start.toISOString(), first.end.toISOString());
  await publishRotation(fresh.db, workspaceId, id, now);
  expect(await piped('payments')).toEqual(await stored(id));
});

test('the exported definition answers the other commands too', async () => {
  await made();
  const { out } = await type(['rota', 'export', 'Payments']);
  expect(await typeJson(['rota', 'at', '2026-03-10T12:00:00Z'], out)).toMatchObject({ status: 'covered', on: [{ member: ben }] });
  expect(await typeJson(['rota', 'rings'], out)).toEqual({ rings: [] });
  expect((await type(['rota', 'feed', '--name', 'Payments'], out)).out).toContain('SUMMARY');
  const asked = { ...JSON.parse(out), request: { id: 's', member: ben, start: '2026-03-09T09:00', end: '2026-03-16T09:00' }, person: cy };
  expect(await typeJson(['rota', 'may-take'], JSON.stringify(asked))).toMatchObject({ may: true });
});

test('what was is exported as it really was', async () => {
  const { id } = await made();
  now = at('2026-03-12T12:00:00Z');
  await writeTx(fresh.db, (tx) => tx.shift.updateMany({ where: { rotationId: id, userId: ana }, data: { userId: dee, state: 'served' } }));
  const { out } = await type(['rota', 'export', 'Payments', '--from', '2026-03-03', '--to', '2026-03-20T09:00']);
  expect(JSON.parse(out).window).toEqual({ from: '2026-03-03T00:00:00.000Z', to: '2026-03-20T09:00:00.000Z' });
  const { shifts } = await typeJson(['rota'], out);
  expect(shifts[0]).toMatchObject({ member: dee, start: '2026-03-02T10:00:00Z', end: '2026-03-09T09:00:00Z' });
});

test('an edit to come ends what is exported, and says how to go on', async () => {
  const { id } = await made();
  await locked(id, (tx, rotation) => {
    const definition = { zone: 'Europe/Lisbon', layers: [{ ...weekly, order: [cy, dee] }] } as never;
    return editRotation(tx, rotation, { definition, appliesFrom: at('2026-03-16T09:00:00Z'), by: ana }, now);
  });
  const { err, out } = await type(['rota', 'export', 'Payments']);
  expect(err).toBe('An edit applies from 2026-03-16T09:00:00Z: what comes after it is exported with --from 2026-03-16T09:00:00Z.\n');
  expect(JSON.parse(out).window.to).toBe('2026-03-16T09:00:00.000Z');
  const both = [...(await piped('Payments')), ...(await piped('Payments', ['--from', '2026-03-16T09:00:00Z']))];
  expect(both.sort()).toEqual(await stored(id));
});

test('the list says who is on now, until when, and how far it is written down', async () => {
  await made();
  await made([daily], {}, 'Refunds');
  expect(await typeJson(['rota', 'list'])).toEqual({
    at: '2026-03-02T10:00:00Z',
    rotations: [
      {
        ...{ name: 'Payments', key: 'payments', kind: 'turns', squad: null, zone: 'Europe/Lisbon' },
        on: [{ member: ana, name: 'Ana', until: '2026-03-09T09:00:00Z' }],
        next: { start: '2026-03-09T09:00:00Z', on: [ben] },
        publishedUntil: '2026-04-26T23:00:00Z',
      },
      expect.objectContaining({ name: 'Refunds', on: [{ member: ana, name: 'Ana', until: '2026-03-02T17:00:00Z' }] }),
    ],
  });
});

test('a dry run says what publishing would change, changes nothing, and publishing does that', async () => {
  const { id } = await made();
  expect(await typeJson(['rota', 'publish', '--dry-run'])).toMatchObject({
    dryRun: true,
    rotations: [{ rotation: 'Payments', created: [], changed: [], cancelled: [] }],
  });
  now = at('2026-03-09T12:00:00Z');
  await writeTx(fresh.db, (tx) =>
    tx.person.update({ where: { workspaceId_userId: { workspaceId, userId: cy } }, data: { isDeleted: true } }),
  );
  const before = await fresh.db.read.shift.findMany({ orderBy: { id: 'asc' } });
  const dry = await typeJson(['rota', 'publish', 'payments', '--dry-run']);
  expect(dry.rotations[0].created).toHaveLength(1);
  expect(dry.rotations[0].cancelled.length + dry.rotations[0].changed.length).toBeGreaterThan(0);
  expect(await fresh.db.read.shift.findMany({ orderBy: { id: 'asc' } })).toEqual(before);

  const withoutIds = (report: object) => JSON.stringify(report, (key, value) => (key === 'id' ? undefined : value));
  const real = await typeJson(['rota', 'publish', 'Payments']);
  expect(withoutIds(real.rotations)).toBe(withoutIds(dry.rotations));
  expect((await fresh.db.read.shift.findMany({ where: { rotationId: id, userId: cy, state: 'planned' } })).length).toBe(0);
  expect((await typeJson(['rota', 'publish'])).rotations[0]).toMatchObject({ created: [], changed: [], cancelled: [] });
});

test.each<[what: string, args: string[], error: string, problem: string]>([
  ['an unknown name', ['export', 'Nobody'], 'name', 'There is no rotation “Nobody”. There are: “Payments”.'],
  [
    'an unreadable start',
    ['export', 'Payments', '--from', 'soon'],
    '--from',
    '“soon” is not an instant. Say it like 2026-03-30 or 2026-03-30T12:30:00Z.',
  ],
  [
    'an end before the start',
    ['export', 'Payments', '--from', '2026-03-10', '--to', '2026-03-09'],
    '--to',
    'The end comes after the start (2026-03-10T00:00:00Z).',
  ],
  [
    'what was long ago',
    ['export', 'Payments', '--from', '2025-01-01'],
    '--from',
    'What was is exported for 91 days: say 2025-12-01T10:00:00Z or later.',
  ],
  ['an unknown name to publish', ['publish', 'Nobody'], 'name', 'There is no rotation “Nobody”. There are: “Payments”.'],
])('%s is refused with its mend, as JSON', async (_, args, error, problem) => {
  await made();
  expect(await type(['rota', ...args])).toEqual({ exitCode: 2, out: '', err: `${JSON.stringify({ error, problem })}\n` });
});
