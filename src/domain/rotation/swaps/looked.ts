import { hourMs } from '../../calendar/zone';
import { isFullMember } from '../../people/rules';
import { peopleOf, type Reader } from '../../people/store';
import type { Member, Span } from '../plan';
import type { RotationRecord } from '../records/rotation';
import { scheduleOf } from '../records/schedule';
import { common, overlaps } from '../spans';
import { type Allowed, type Asked, type Looked, mayTake } from '../swaps';

/** What is known of a rotation around a span: of turns the plan, of sittings the rows. */
export async function lookedAt(read: Reader, rotation: RotationRecord, span: Span, now: Date): Promise<Looked> {
  if (rotation.kind === 'sittings') return rowsAround(read, rotation, span, now);
  const rota = (await scheduleOf(read, rotation, now)).rotaAt(span.start);
  return { plan: { ...rota.plan, now: now.getTime() }, compiled: rota.compiled, shiftsIn: rota.shiftsIn };
}

/** The parts of a span in which somebody is on. */
export function piecesOf({ shiftsIn }: Looked, { member, give }: Asked): Span[] {
  if (member === null) return [give];
  return shiftsIn(give).flatMap((shift) => (shift.member === member ? (common(shift, give) ?? []) : []));
}

/** Asked of each part in which there is something to do: what lies between them is everybody's own time. */
export function mayServe(looked: Looked, asked: Asked, person: string, giving: readonly Span[] = []): Allowed {
  const pieces = piecesOf(looked, asked);
  const answers = (pieces.length > 0 ? pieces : [asked.give]).map((give) => mayTake(looked, { ...asked, give }, person, giving));
  const no = answers.find(({ may }) => !may);
  return no ?? { may: true, tired: answers.some((answer) => answer.may && answer.tired) };
}

/** Sittings are short: how far apart they are is nobody's rest. */
const around = 24 * hourMs;

async function rowsAround(read: Reader, rotation: RotationRecord, span: Span, now: Date): Promise<Looked> {
  const { id: rotationId, workspaceId } = rotation;
  const rows = await read.rotationMember.findMany({ where: { rotationId }, orderBy: { from: 'asc' } });
  const members = new Map(rows.map((row) => [row.userId, row]));
  const userIds = [...members.keys()];
  const near = { start: { lt: new Date(span.end + around) }, end: { gt: new Date(span.start - around) } };
  const [people, absences, shifts] = await Promise.all([
    peopleOf(read, workspaceId, userIds),
    read.absence.findMany({ where: { workspaceId, withdrawnAt: null, userId: { in: userIds }, ...near } }),
    read.shift.findMany({
      where: { workspaceId, userId: { in: userIds }, state: { in: ['planned', 'on'] }, ...near },
      orderBy: { start: 'asc' },
    }),
  ]);
  const known = new Map(people.map((person) => [person.userId, person]));
  const spanOf = ({ userId, start, end }: { userId: string; start: Date; end: Date }) => ({ member: userId, start: +start, end: +end });
  const own = shifts.filter((shift) => shift.rotationId === rotationId).map(spanOf);
  return {
    plan: {
      now: now.getTime(),
      restMs: 0,
      busy: shifts.filter((shift) => shift.rotationId !== rotationId).map(spanOf),
      absences: absences.map(({ forgiven, ...absence }) => ({ ...spanOf(absence), forgiven })),
    },
    compiled: {
      members: new Map(
        [...members].map(([id, { from, until, balance, lastEnd, region }]): [string, Member] => {
          const person = known.get(id);
          const facts = { zone: person?.zone ?? 'UTC', inactive: !person || !isFullMember(person) };
          return [
            id,
            {
              id,
              region,
              balance,
              ...facts,
              from: +from,
              until: until && +until,
              lastEnd: lastEnd && +lastEnd,
              linked: true,
              outside: false,
            },
          ];
        }),
      ),
    },
    shiftsIn: (asked) => own.filter((shift) => overlaps(shift, asked)),
  };
}
