import { writeTx } from '../../../../src/database';
import type { Options } from '../../../../src/domain/rotation/records/options';
import { findRotation, type RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { createRotation } from '../../../../src/domain/rotation/records/store';
import { requestSwap, type SwapDraft, type SwapRecord } from '../../../../src/domain/rotation/swaps/store';
import type { RotationKind } from '../../../../src/generated/sqlite/enums';
import { type FreshDatabase, freshDatabase } from '../../../support/database';
import { channelIdOf, idOf, knownPeople, knownWorkspace, workspaceId } from '../../settings/facts';

export const at = (text: string) => new Date(`${text}:00Z`);
export const monday = at('2026-03-02T10:00');

/** Ana, Ben, Cy, Dee and Eli, a week each from Monday 2 March 2026 on; Lea leads. */
export const [ana, ben, cy, dee, eli, lea] = ['ana', 'ben', 'cy', 'dee', 'eli', 'lea'].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

/** Ben's is week 1. */
export const week = (n: number) => ({
  start: new Date(at('2026-03-02T09:00').getTime() + n * 7 * 86_400_000),
  end: new Date(at('2026-03-09T09:00').getTime() + n * 7 * 86_400_000),
});

export interface Scene extends FreshDatabase {
  rotation: RotationRecord;
  ask(draft: Partial<SwapDraft> & { asker: string }, now?: Date, of?: RotationRecord): Promise<SwapRecord>;
  /** `ana 2026-03-02T10:00 2026-03-09T09:00`, up to some weeks. */
  rows(): Promise<string[]>;
  /** Whom somebody was told what, by kind and news. */
  owed(person: string): Promise<string[]>;
  state(id: string): Promise<string>;
}

export async function scene({ options = {}, kind = 'turns' }: { options?: Partial<Options>; kind?: RotationKind } = {}): Promise<Scene> {
  const fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, { ana: {}, ben: {}, cy: {}, dee: {}, eli: {}, lea: {} });
  const rotation = await rotationOf(fresh, { kind, options, name: 'Payments', members: [ana, ben, cy, dee, eli] });
  let asked = 0;
  return {
    ...fresh,
    rotation,
    async ask(wanted, now = monday, of = rotation) {
      const whole = { askedBy: wanted.asker, asked: null, inReturn: null, note: null, ...week(0), ...wanted };
      const place = { workspaceId, rotationId: of.id, source: `view:${++asked}` };
      const outcome = await requestSwap(fresh.db, place, whole, now);
      if (outcome.is !== 'saved') throw new Error(JSON.stringify(outcome));
      return outcome.request;
    },
    async rows() {
      const found = await fresh.db.read.shift.findMany({
        where: { state: { not: 'cancelled' } },
        orderBy: [{ start: 'asc' }, { userId: 'asc' }],
      });
      const iso = (date: Date) => date.toISOString().slice(0, 16);
      return found.map(({ userId, start, end }) => `${userId.slice(3).toLowerCase()} ${iso(start)} ${iso(end)}`);
    },
    async owed(person) {
      const found = await fresh.db.read.delivery.findMany({ where: { lane: person }, orderBy: { position: 'asc' } });
      return found.map(({ kind: what, data }) => {
        const { news, for: side } = data as { news?: string; for?: string };
        return [what, news ?? side].filter(Boolean).join(' ');
      });
    },
    async state(id) {
      return (await fresh.db.read.swapRequest.findUniqueOrThrow({ where: { id } })).state;
    },
  };
}

/** The same weeks in another order. */
export const secondRotation = (fresh: FreshDatabase, members: string[]): Promise<RotationRecord> =>
  rotationOf(fresh, { kind: 'turns', options: {}, name: 'Refunds', members });

interface Wanted {
  kind: RotationKind;
  options: Partial<Options>;
  name: string;
  members: string[];
}

async function rotationOf({ db }: FreshDatabase, { kind, options, name, members }: Wanted): Promise<RotationRecord> {
  const definition =
    kind === 'turns'
      ? { zone: 'UTC', rest: 0, layers: [{ name, unit: 'week', every: 1, anchor: '2026-03-02T09:00', order: members }] }
      : { zone: 'UTC', length: 30, hours: ['Mon-Fri 09:00-17:00'] };
  const draft = { workspaceId, squadId: null, name, channelId: channelIdOf('billing-squad'), kind, members, by: lea };
  const created = await writeTx(db, (tx) =>
    createRotation(tx, { ...draft, definition: definition as never, options: { leads: [lea], ...options } }, monday),
  );
  if (created.is !== 'saved') throw new Error(created.is);
  return created.rotation;
}

let acts = 0;

export const act = (person: string, { id }: { id: string }) => ({ workspaceId, swapId: id, person, source: `action:${++acts}` });

export async function reload({ db, rotation }: Scene): Promise<RotationRecord> {
  return (await findRotation(db.read, workspaceId, rotation.id)) as RotationRecord;
}

export { workspaceId };
