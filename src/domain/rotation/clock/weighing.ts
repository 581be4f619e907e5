import type { Transaction } from '../../../database';
import type { LedgerEntry, Shift } from '../../../generated/sqlite/client';
import { minuteMs } from '../../calendar/zone';
import { personOf } from '../../people/store';
import { readPlan } from '../definition';
import { inParts, sharesIn } from '../given';
import { base, nothing, type Weight, weigh } from '../ledger';
import type { Plan } from '../plan';
import { definitionOf, factsOf } from '../records/facts';
import { type RotationRecord, type Version, versionAt } from '../records/rotation';

type Served = Pick<Shift, 'userId' | 'start' | 'end'>;

export interface Weighed {
  weight: Weight;
  /** Of the same units: who shares them, in whole parts. */
  shares: [string, number][];
}

/** What a shift weighed for its person, and among whom it is shared: those who were members at its end and not forgiven. */
export async function weighedOf(tx: Transaction, rotation: RotationRecord, shift: Served): Promise<Weighed> {
  if (rotation.kind === 'sittings') return { weight: plainWeight(shift), shares: [] };
  const plan = await planAt(tx, rotation, shift);
  const weight = await weightOf(tx, rotation, plan, shift);
  const sharers = await sharersAt(tx, rotation, plan, shift.end);
  // With nobody to share it, it was nobody's part but their own.
  return { weight, shares: inParts(weight.units, sharers.length > 0 ? sharers : [shift.userId]) };
}

/** The same of a part of a shift whose entries stand already: shared among those among whom the whole was. */
export async function weighedAmong(
  tx: Transaction,
  rotation: RotationRecord,
  shift: Served,
  shares: readonly Pick<LedgerEntry, 'userId'>[],
): Promise<Weighed> {
  if (rotation.kind === 'sittings') return { weight: plainWeight(shift), shares: [] };
  const weight = await weightOf(tx, rotation, await planAt(tx, rotation, shift), shift);
  return { weight, shares: inParts(weight.units, shares.map(({ userId }) => userId).sort()) };
}

/** A sitting is by day. What it is the share of is dealt a week at a time (`company/ledger`). */
function plainWeight({ start, end }: Served): Weight {
  const minutes = (end.getTime() - start.getTime()) / minuteMs;
  return { ...nothing, minutes, units: Math.round(minutes * base) };
}

async function weightOf(tx: Transaction, { workspaceId }: RotationRecord, plan: Plan, { userId, start, end }: Served): Promise<Weight> {
  const member = plan.members.find(({ id }) => id === userId) ?? {
    zone: (await personOf(tx, workspaceId, userId))?.zone ?? plan.zone,
    region: null,
  };
  return weigh(plan, [{ start: start.getTime(), end: end.getTime() }], member);
}

/** By the version that was in force, and with what is known of its people. */
async function planAt(tx: Transaction, rotation: RotationRecord, { start, end }: Served): Promise<Plan> {
  const version = versionAt(rotation, start);
  if (!version) throw new Error(`${rotation.name} has no version.`);
  const facts = await factsOf(tx, rotation, end, end);
  const plan = readPlan(
    definitionOf(
      rotation,
      rotation.kind === 'turns' ? version : zoneOnly(version),
      { ...facts, changes: [], swaps: [], busy: [] },
      { now: null, settledUntil: null },
    ),
  );
  if (!plan.ok) throw new Error(`Version ${version.number} of ${rotation.name} cannot be read: ${plan.path}: ${plan.problem}`);
  return plan.value;
}

/** What `backline rota week` reads says nothing of weights. */
const zoneOnly = (version: Version): Version => ({ ...version, definition: { zone: version.definition.zone } });

async function sharersAt(tx: Transaction, { id: rotationId }: RotationRecord, { members, absences }: Plan, at: Date): Promise<string[]> {
  const rows = await tx.rotationMember.findMany({
    where: { rotationId, from: { lte: at }, OR: [{ until: null }, { until: { gte: at } }] },
    select: { userId: true, from: true, until: true },
  });
  // Who was there for no time at all has served and shares nothing.
  const inside = new Set(rows.filter(({ from, until }) => !until || from < until).map(({ userId }) => userId));
  return members
    .filter((member) => inside.has(member.id) && !member.inactive)
    .filter((member) => sharesIn({ ...member, from: null, until: null }, at.getTime(), absences))
    .map(({ id }) => id)
    .sort();
}
