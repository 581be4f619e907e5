import { writeTx } from '../../../../src/database';
import { changeWho } from '../../../../src/domain/rotation/change-who';
import { type LayerForm, newForm, type RotationForm } from '../../../../src/domain/rotation/forms/form';
import { formOf } from '../../../../src/domain/rotation/forms/of-record';
import { previewForm, saveForm } from '../../../../src/domain/rotation/forms/save';
import { findKeptForm, type KeptForm, keepForm } from '../../../../src/domain/rotation/forms/store';
import { rotationByName } from '../../../../src/domain/rotation/records/rotation';
import { takeOver } from '../../../../src/domain/rotation/take-over';
import { type FreshDatabase, freshDatabase } from '../../../support/database';
import { idOf, knownChannels, knownPeople, knownWorkspace, workspaceId } from '../../settings/facts';

const monday = new Date('2026-03-02T10:00:00Z');
const [ana, ben, cy, dee] = ['ana', 'ben', 'cy', 'dee'].map(idOf) as [string, string, string, string];

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, { ana: { isAdmin: true }, ben: {}, cy: {}, dee: { isAdmin: true } });
  await knownChannels(fresh.db, { payments: {} });
});
afterEach(() => fresh.drop());

const blank = newForm({ squadId: null, askedIn: 'C01PAYMENTS', zone: 'Europe/Lisbon' }, monday);
const form: RotationForm = { ...blank, name: 'Payments', layers: [{ ...(blank.layers[0] as LayerForm), people: [ana, ben, cy] }] };
const kept = (more: Partial<KeptForm> = {}): KeptForm => ({ id: 'form-1', workspaceId, person: ana, rotationId: null, form, ...more });

async function fingerprintOf(one: KeptForm): Promise<string> {
  const carried = await previewForm(fresh.db, one, monday);
  if (carried.is === 'wrong') throw new Error(JSON.stringify(carried.problems));
  return carried.check.fingerprint;
}

async function made() {
  const one = kept();
  await saveForm(fresh.db, one, { viewId: 'V1', fingerprint: await fingerprintOf(one) }, monday);
  const rotation = await rotationByName(fresh.db.read, workspaceId, 'Payments');
  if (!rotation) throw new Error('not saved');
  return rotation;
}

test('a form is kept between modals, for its person alone', async () => {
  await keepForm(fresh.db, kept(), monday);
  await keepForm(fresh.db, kept({ form: { ...form, name: 'Payments 2' } }), monday);
  expect((await findKeptForm(fresh.db.read, workspaceId, ana, 'form-1'))?.form.name).toBe('Payments 2');
  expect(await findKeptForm(fresh.db.read, workspaceId, ben, 'form-1')).toBeNull();
});

test('a preview leaves nothing behind; what it showed is saved once, though `Save` arrives twice at once', async () => {
  const one = kept();
  await keepForm(fresh.db, one, monday);
  const fingerprint = await fingerprintOf(one);
  expect([await fresh.db.read.rotation.count(), await fresh.db.read.shift.count(), await fresh.db.read.auditEntry.count()]).toEqual([
    0, 0, 0,
  ]);

  const view = { viewId: 'V1', fingerprint };
  const saved = await Promise.all([saveForm(fresh.db, one, view, monday), saveForm(fresh.db, one, view, monday)]);
  expect(saved.map(({ is }) => is).sort()).toEqual(['saved', 'saved_before']);
  expect([await fresh.db.read.rotation.count(), await fresh.db.read.rotationDraft.count()]).toEqual([1, 0]);
});

test('an absence that is said between `Preview` and `Save` shows the plan again', async () => {
  const one = kept();
  const fingerprint = await fingerprintOf(one);
  const away = { start: new Date('2026-03-09T00:00:00Z'), end: new Date('2026-03-16T00:00:00Z') };
  await writeTx(fresh.db, (tx) => tx.absence.create({ data: { ...{ workspaceId, userId: ben, by: ben, recordedAt: monday }, ...away } }));
  const saved = await saveForm(fresh.db, one, { viewId: 'V1', fingerprint }, monday);
  expect(saved.is).toBe('changed');
  expect(await fresh.db.read.rotation.count()).toBe(0);
  if (saved.is !== 'changed') return;
  expect((await saveForm(fresh.db, one, { viewId: 'V1', fingerprint: saved.check.fingerprint }, monday)).is).toBe('saved');
});

test('only leads edit; anybody may ask what if', async () => {
  const rotation = await made();
  const edited = { ...formOf(rotation, [], monday), name: 'Payments' };
  const by = (person: string, whatIf: boolean) =>
    previewForm(fresh.db, kept({ person, rotationId: rotation.id, form: { ...edited, whatIf } }), monday);
  expect(await by(cy, false)).toMatchObject({ is: 'wrong', problems: { name: 'Only its leads and Backline admins can change it.' } });
  expect((await by(cy, true)).is).toBe('saved');
});

test('two leads make one change: the second changes nothing, and is told so', async () => {
  const rotation = await made();
  const change = { what: 'replace' as const, who: ana, instead: cy, start: monday, end: new Date('2026-03-04T09:00:00Z'), note: null };
  const make = (by: string) =>
    changeWho(fresh.db, { workspaceId, rotationId: rotation.id, source: `view:${by}` }, { ...change, what: 'add', who: null, by }, monday);
  const outcomes = await Promise.all([make(ana), make(dee)]);
  expect(outcomes.map((outcome) => ('why' in outcome ? outcome.why : outcome.is)).sort()).toEqual(['done', 'on_already']);
  expect(await fresh.db.read.rotationChange.count()).toBe(1);
});

test('two take over at once: one is on, the other reads who was faster', async () => {
  const rotation = await made();
  const take = (by: string) => takeOver(fresh.db, { workspaceId, rotationId: rotation.id, from: ana, by, source: `action:${by}` }, monday);
  const outcomes = await Promise.all([take(ben), take(cy)]);
  expect(outcomes.map(({ is }) => is).sort()).toEqual(['done', 'late']);
});

test('200 people are planned and checked', async () => {
  const names = Array.from({ length: 196 }, (_, index) => `p${String(index).padStart(3, '0')}`);
  await knownPeople(fresh.db, Object.fromEntries(names.map((name) => [name, {}])));
  const people = [ana, ben, cy, dee, ...names.map(idOf)];
  const many = { ...form, layers: [{ ...(form.layers[0] as LayerForm), people, unit: 'day' as const }] };
  expect((await previewForm(fresh.db, kept({ form: many }), monday)).is).toBe('saved');
});
