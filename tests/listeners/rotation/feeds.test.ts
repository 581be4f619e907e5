import { spawnSync } from 'node:child_process';
import ICAL from 'ical.js';
import { pino } from 'pino';
import { writeTx } from '../../../src/database';
import { showLink } from '../../../src/domain/rotation/feeds/links';
import { recordChange } from '../../../src/domain/rotation/records/changes';
import { lockRotation } from '../../../src/domain/rotation/records/lock';
import { republish } from '../../../src/domain/rotation/records/publish';
import type { RotationRecord } from '../../../src/domain/rotation/records/rotation';
import { createRotation, editRotation } from '../../../src/domain/rotation/records/store';
import { createMetrics } from '../../../src/metrics';
import { createWeb, type Web } from '../../../src/web';
import { root, startTeam, type Team } from '../../support/team';

let team: Team;
let web: Web;
let address: string;
const written: string[] = [];

const hour = 3_600_000;
const day = 24 * hour;
const publicUrl = 'https://backline.example.com';

async function open(options: { publicUrl?: string } = { publicUrl }): Promise<void> {
  team = await startTeam(options);
  const log = pino({ level: 'trace' }, { write: (line: string) => void written.push(line) });
  const serving = () => ({ db: team.database.db, connected: () => true });
  const { clock } = team.sandbox;
  web = createWeb({ host: '127.0.0.1', port: 0, clock, log, metrics: createMetrics(), root, version: '0.0.0', serving });
  address = (await web.start()).address;
}
afterEach(async () => {
  await web.stop();
  await team.stop();
  written.length = 0;
});

const id = (key: string): string => team.sandbox.people[key] ?? key;
const now = () => team.sandbox.clock.now();
const db = () => team.database.db;
const workspaceId = () => team.backline.connection.workspaceId;

/** Weeks from Monday 10:00 in Tallinn, which is 08:00 UTC: Bo, Cy, Dana. */
const layers = (order: string[]) => [
  { name: 'Billing', unit: 'week' as const, every: 1, anchor: '2026-11-23T10:00', order: order.map(id) },
];

async function billing(): Promise<RotationRecord> {
  const order = ['bo', 'cy', 'dana'];
  const definition = { zone: 'Europe/Tallinn', layers: layers(order) } as never as Parameters<typeof createRotation>[1]['definition'];
  const channelId = team.sandbox.channels['billing-squad'] ?? '';
  const draft = { workspaceId: workspaceId(), squadId: null, name: 'Billing', kind: 'turns' as const, channelId, definition };
  const created = await writeTx(db(), (tx) => createRotation(tx, { ...draft, members: order.map(id), by: id('priya') }, now()));
  if (created.is !== 'saved') throw new Error(created.is);
  await team.settled();
  return created.rotation;
}

async function changed(rotation: RotationRecord, ...swaps: [from: string, to: string, start: string, end: string][]): Promise<void> {
  await writeTx(db(), async (tx) => {
    const locked = (await lockRotation(tx, rotation.workspaceId, rotation.id)) as RotationRecord;
    for (const [from, to, start, end] of swaps) {
      const change = { kind: 'replace', from: id(from), to: id(to), source: 'swap', by: id(to) } as const;
      await recordChange(tx, locked, { ...change, start: new Date(start), end: new Date(end) }, now());
    }
    await republish(tx, locked, now());
  });
}

/** App Home → Rotation → `Calendar feeds`, unless it is open already. */
async function feedsOf(key: string) {
  const somebody = team.as(key);
  if (team.sandbox.modals(somebody.id).length > 0) return somebody;
  await team.homeOf(key);
  await somebody.click('Rotation', { in: 'home' });
  await team.settled();
  await somebody.click('Calendar feeds', { in: 'home' });
  return somebody;
}

async function press(key: string, label: string, row: string): Promise<string> {
  const somebody = await feedsOf(key);
  await somebody.click(label, { in: 'modal', row });
  return somebody.text(await somebody.modal());
}

async function linkOf(key: string, label = 'Show link', row = 'Billing'): Promise<string> {
  const [link] = /https:\S+?\.ics/.exec(await press(key, label, row)) ?? [];
  if (!link) throw new Error('No link is shown');
  return link;
}

const read = (link: string, headers: Record<string, string> = {}) => fetch(link.replace(publicUrl, address), { headers });
const textOf = async (link: string): Promise<string> => (await read(link)).text();

const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    summary: String(event.getFirstPropertyValue('summary')),
    start: String(event.getFirstPropertyValue('dtstart')),
    sequence: Number(event.getFirstPropertyValue('sequence')),
    status: String(event.getFirstPropertyValue('status')),
  }));
const shown = (text: string) => events(text).map(({ summary, status }) => (status === 'CONFIRMED' ? summary : `${status} ${summary}`));

test('a feed keeps its UID when Cy covers and dies when renewed', async () => {
  await open();
  const rotation = await billing();
  const link = await linkOf('bo');
  expect(link).toMatch(/^https:\/\/backline\.example\.com\/calendar\/[\w-]{43}\.ics$/);
  const before = events(await textOf(link));
  expect(before.slice(0, 3).map(({ summary }) => summary)).toEqual(['Bo · Billing', 'Cy · Billing', 'Dana · Billing']);

  await changed(rotation, ['dana', 'cy', '2026-12-07T08:00:00Z', '2026-12-14T08:00:00Z']);
  const after = events(await textOf(link));
  expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
  expect(after[2]).toMatchObject({ summary: 'Cy · Billing', sequence: 1 });
  expect(after.filter((_, index) => index !== 2)).toEqual(before.filter((_, index) => index !== 2));

  const renewed = await linkOf('bo', 'Renew link');
  expect((await read(link)).status).toBe(404);
  expect((await read(renewed)).status).toBe(200);
  const said = await press('bo', 'Stop', 'Billing');
  expect(said).toContain('Nobody can read this calendar any more.');
  expect((await read(renewed)).status).toBe(404);
  expect(team.sandbox.complaints()).toEqual([]);
});

test('a swap keeps both events, each with the other’s name', async () => {
  await open();
  const rotation = await billing();
  const link = await linkOf('cy');
  const before = events(await textOf(link));
  await changed(
    rotation,
    ['cy', 'dana', '2026-11-30T08:00:00Z', '2026-12-07T08:00:00Z'],
    ['dana', 'cy', '2026-12-07T08:00:00Z', '2026-12-14T08:00:00Z'],
  );
  const after = events(await textOf(link));
  expect(after.map(({ uid, start }) => [uid, start])).toEqual(before.map(({ uid, start }) => [uid, start]));
  expect(after.slice(0, 3).map(({ summary, sequence }) => [summary, sequence])).toEqual([
    ['Bo · Billing', 0],
    ['Dana · Billing', 1],
    ['Cy · Billing', 1],
  ]);
});

test('my shifts: what goes to somebody else is called off under its UID, and what comes is there', async () => {
  await open();
  const rotation = await billing();
  const [cys, danas] = [await linkOf('cy', 'Show link', 'My shifts'), await linkOf('dana', 'Show link', 'My shifts')];
  const before = events(await textOf(danas));
  expect(new Set(shown(await textOf(danas)))).toEqual(new Set(['On rotation: Billing']));
  await changed(rotation, ['dana', 'cy', '2026-12-07T08:00:00Z', '2026-12-14T08:00:00Z']);
  expect(events(await textOf(danas))[0]).toMatchObject({ uid: before[0]?.uid, status: 'CANCELLED', sequence: 1 });
  expect(events(await textOf(cys)).map(({ uid }) => uid)).toContain(before[0]?.uid);
  await team.advance(15 * day);
  expect(events(await textOf(danas)).map(({ status }) => status)).not.toContain('CANCELLED');
});

test('what is taken out of the plan is called off for two weeks, so that calendars take it away', async () => {
  await open();
  const rotation = await billing();
  const link = await linkOf('bo');
  const before = events(await textOf(link));
  await writeTx(db(), async (tx) => {
    const locked = (await lockRotation(tx, rotation.workspaceId, rotation.id)) as RotationRecord;
    const definition = { zone: 'Europe/Tallinn', layers: [{ ...layers(['bo', 'cy', 'dana'])[0], until: '2026-12-14T10:00' }] } as never;
    await editRotation(tx, locked, { definition, appliesFrom: new Date('2026-11-30T08:00:00Z'), by: id('priya') }, now());
  });
  const after = events(await textOf(link));
  expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
  expect(after.slice(0, 3).map(({ status }) => status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED']);
  expect(new Set(after.slice(3).map(({ status }) => status))).toEqual(new Set(['CANCELLED']));
  await team.advance(15 * day);
  expect(new Set(shown(await textOf(link)))).toEqual(new Set(['Bo · Billing', 'Cy · Billing', 'Dana · Billing']));
});

describe('asked for by its address', () => {
  test('unchanged it is not sent again, and the answer is for its reader alone', async () => {
    await open();
    const rotation = await billing();
    const link = await linkOf('bo');
    const first = await read(link);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = first.headers.get('etag') ?? '';
    const again = await read(link, { 'if-none-match': `"other", W/${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    await changed(rotation, ['dana', 'cy', '2026-12-07T08:00:00Z', '2026-12-14T08:00:00Z']);
    expect((await read(link, { 'if-none-match': etag })).status).toBe(200);
  });

  test('mistyped, made up, or without its end, there is no such page; and no log knows the address', async () => {
    await open();
    await billing();
    const link = await linkOf('bo');
    const secret = /calendar\/([\w-]+)/.exec(link)?.[1] ?? '';
    const wrong = [link.replace('.ics', ''), link.replace(/.\.ics/, '.ics'), `${publicUrl}/calendar/${'x'.repeat(43)}.ics`];
    for (const one of [...wrong, `${publicUrl}/calendar/%00.ics`, `${publicUrl}/calendar/.ics`]) expect((await read(one)).status).toBe(404);
    expect((await read(link)).status).toBe(200);
    expect(written.join('')).not.toContain(secret);
    expect(JSON.stringify(await db().read.calendarFeed.findMany())).not.toContain(secret);
    expect(JSON.stringify(await db().read.delivery.findMany())).not.toContain(secret);
  });

  test('more than 60 times an hour, it asks for patience, and says for how long', async () => {
    await open();
    await billing();
    const [link, other] = [await linkOf('bo'), await linkOf('cy')];
    const statuses = [];
    for (let n = 0; n < 61; n += 1) statuses.push((await read(link)).status);
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([60, 429]);
    expect(Number((await read(link)).headers.get('retry-after'))).toBeGreaterThan(3_500);
    expect((await read(other)).status).toBe(200);
    await team.sandbox.clock.advance(hour);
    expect((await read(link)).status).toBe(200);
  });

  test('of somebody who has left, or may not see the rotation any more, it is dead', async () => {
    await open();
    const rotation = await billing();
    const [bos, kais] = [await linkOf('bo'), await linkOf('kai')];
    await team.sandbox.change(id('bo'), { deleted: true });
    await team.settled();
    expect((await read(bos)).status).toBe(404);
    expect((await read(kais)).status).toBe(200);
    await writeTx(db(), (tx) => tx.rotation.update({ where: { id: rotation.id }, data: { removedAt: now() } }));
    expect((await read(kais)).status).toBe(404);
  });
});

describe('links', () => {
  test('another one lets those that were shown before go on, up to ten', async () => {
    await open();
    const { id: rotationId } = await billing();
    const first = await linkOf('bo');
    expect(await press('bo', 'Show link', 'Billing')).toContain('Those that were shown before go on');
    expect((await read(first)).status).toBe(200);
    for (let n = 0; n < 8; n += 1)
      await showLink(db(), { workspaceId: workspaceId(), userId: id('bo'), rotationId, source: `action:${n}` }, now());
    expect(await press('bo', 'Show link', 'Billing')).toContain('There are 10 links of this calendar already.');
    await linkOf('bo', 'Renew link');
    expect(await db().read.calendarFeed.count({ where: { revokedAt: null } })).toBe(1);
  });
});

describe('where calendars cannot reach Backline', () => {
  const files = (key: string) =>
    team.sandbox
      .messages(id(key), team.sandbox.dm(id(key)))
      .flatMap((message) => (message.files ?? []) as { name: string; title: string; url_private: string }[]);

  test('it sends a file, once a press', async () => {
    await open({});
    await billing();
    const somebody = await feedsOf('bo');
    expect(somebody.text(await somebody.modal())).not.toContain('Show link');
    await somebody.click('Send me a file', { in: 'modal', row: 'Billing' });
    await team.settled();
    expect(files('bo')).toEqual([
      expect.objectContaining({ name: expect.stringMatching(/^billing-[0-9a-f]{10}\.ics$/), title: 'Billing' }),
    ]);
    expect(somebody.text(await somebody.modal())).toContain('The file is on its way');
    expect(team.sandbox.complaints()).toEqual([]);
  });
});

const python = ['python3', '/usr/bin/python3'].find((name) => spawnSync(name, ['-c', 'import icalendar']).status === 0);
if (!python) console.warn('Skipped: Python’s icalendar, no Python has the module (Debian: python3-icalendar).');

(python ? test : test.skip)('Python’s icalendar reads the same, after a cover and a cancellation too', async () => {
  await open();
  const rotation = await billing();
  const link = await linkOf('dana', 'Show link', 'My shifts');
  await changed(rotation, ['dana', 'cy', '2026-12-07T08:00:00Z', '2026-12-14T08:00:00Z']);
  const text = await textOf(link);
  const script =
    'import json,sys;from icalendar import Calendar;c=Calendar.from_ical(sys.stdin.buffer.read());print(json.dumps([[str(e["UID"]),int(e["SEQUENCE"]),str(e["STATUS"])] for e in c.walk("VEVENT")]))';
  const { stdout, stderr } = spawnSync(python as string, ['-c', script], { input: text, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(events(text).map(({ uid, sequence, status }) => [uid, sequence, status]));
});
