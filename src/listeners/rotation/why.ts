import { z } from 'zod';
import type { Deps } from '../../deps';
import { peopleOf } from '../../domain/people/store';
import { zoneOf } from '../../domain/rotation/home';
import { onDutyIn } from '../../domain/rotation/onDuty';
import type { Because } from '../../domain/rotation/plan';
import { rightsIn } from '../../domain/rotation/records/rights';
import { findRotation, type RotationRecord, versionAt } from '../../domain/rotation/records/rotation';
import type { Shift } from '../../generated/sqlite/client';
import { namesOf } from '../../views/escalations/facts';
import { onlyForMembers } from '../../views/rotation/card';
import { onlyLook } from '../../views/rotation/form';
import { dateInFull, spanThere } from '../../views/rotation/times';
import { whyText } from '../../views/rotation/why';
import { modal, section, typed } from '../../views/settings/parts';
import { readPress as pressIn } from '../escalations/bodies';
import type { Handlers } from '../registry';
import { type Press, readPress } from '../settings/gesture';
import { show } from '../settings/show';
import { send } from './feeds';
import { openSwap } from './swaps';

const Chosen = z.looseObject({ selected_option: z.looseObject({ value: z.string() }).nullish() });

/** `Why?` of who is on, `Why me?` of one's own shift, and the `⋯` beside it. */
export function whyHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async rota_why({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        const rotation = await findRotation(deps.db.read, press.workspaceId, press.value);
        await explain(deps, press, rotation, rotation ? await runningShifts(deps, rotation) : []);
      },
      async rota_why_me({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await explainShift(deps, press, press.value);
      },
      async rota_shift_menu({ ack, body, action, respond }) {
        await ack();
        const press = readPress(body, action);
        const [what, shiftId = ''] = (Chosen.parse(action).selected_option?.value ?? '').split(':');
        if (what === 'why') return explainShift(deps, press, shiftId);
        if (what === 'swap') return openSwap(deps, { ...pressIn(body, action), shiftId }, respond);
        const said = await send(deps, press, { of: 'shift', shiftId });
        if (pressIn(body, action).inMessage) await respond({ text: said, response_type: 'ephemeral', replace_original: false });
      },
    },
  };
}

async function explainShift(deps: Deps, press: Press, shiftId: string): Promise<void> {
  const shift = await deps.db.read.shift.findFirst({ where: { id: shiftId, workspaceId: press.workspaceId } });
  const rotation = shift && (await findRotation(deps.db.read, press.workspaceId, shift.rotationId));
  await explain(deps, press, rotation, shift ? [shift] : []);
}

/** Of those of the top layer first. */
async function runningShifts({ db: { read }, clock }: Deps, rotation: RotationRecord): Promise<Shift[]> {
  const now = clock.now();
  const { on } = await onDutyIn(read, rotation, now);
  const rows = await read.shift.findMany({
    where: { rotationId: rotation.id, start: { lte: now }, end: { gt: now }, state: { in: ['planned', 'on'] } },
    orderBy: { slot: 'asc' },
  });
  const isTop = ({ userId }: Shift) => on.some(({ user }) => user === userId);
  return [...rows.filter(isTop), ...rows.filter((row) => !isTop(row))];
}

async function explain(deps: Deps, press: Press, rotation: RotationRecord | null, shifts: Shift[]): Promise<void> {
  const { read } = deps.db;
  const now = deps.clock.now();
  if (!rotation) return look(deps, press, 'This shift is not there any more.');
  if (!(await rightsIn(read, rotation, press.userId, now)).see) return look(deps, press, onlyForMembers);
  if (shifts.length === 0) return look(deps, press, 'Nobody is on now.');
  const members = await read.rotationMember.findMany({ where: { rotationId: rotation.id }, select: { userId: true } });
  const nameOf = await namesOf(read, press.workspaceId, [...members.map(({ userId }) => userId), ...shifts.flatMap(peopleIn)]);
  const zone = zoneOf(rotation, now);
  const absences = await absencesIn(deps, press.workspaceId, shifts);
  const blocks = shifts.slice(0, 20).map((shift) => {
    const { userId: user, start, end } = shift;
    const { turn, after } = turnOf(rotation, shift);
    const reasons = shift.reasons as unknown as Because[];
    const awayUntil = (who: string) => {
      const away = absences.findLast((one) => one.userId === who && one.start < end && one.end > start);
      return away ? dateInFull(new Date(away.end.getTime() - 1), away.zone) : null;
    };
    const why = whyText({ user, asker: press.userId, turn, reasons, after, awayUntil, nameOf });
    return section(`*${typed(nameOf(user))}* · ${spanThere({ start, end }, zone)}\n${why}`);
  });
  await show(deps, press, modal({ id: 'rota_look', title: 'Why?', blocks: [section(`*${typed(rotation.name)}*`), ...blocks] }));
}

/** Of those who were passed over: until when, and never why. */
async function absencesIn({ db: { read } }: Deps, workspaceId: string, shifts: readonly Shift[]) {
  const userIds = [...new Set(shifts.flatMap(peopleIn))];
  const [start, end] = [Math.min(...shifts.map((one) => +one.start)), Math.max(...shifts.map((one) => +one.end))];
  const absences = await read.absence.findMany({
    where: { workspaceId, withdrawnAt: null, userId: { in: userIds }, start: { lt: new Date(end) }, end: { gt: new Date(start) } },
    orderBy: { end: 'asc' },
    select: { userId: true, start: true, end: true },
  });
  const people = new Map((await peopleOf(read, workspaceId, userIds)).map(({ userId, zone }) => [userId, zone]));
  // Days are days where the person is.
  return absences.map((absence) => ({ ...absence, zone: people.get(absence.userId) ?? 'UTC' }));
}

async function look(deps: Deps, press: Press, words: string): Promise<void> {
  await show(deps, press, onlyLook('Why?', words));
}

interface WrittenLayer {
  name: string;
  order?: (string | string[])[];
  choose?: string;
}

/** The turn of a shift, and whom somebody comes after in its layer's order. */
function turnOf(rotation: RotationRecord, { slot, start }: Shift): { turn: number | null; after: (holder: string) => string[] } {
  const [, name = '', turn] = /^(.*):(-?\d+):\d+$/.exec(slot) ?? [];
  const layers = (versionAt(rotation, start)?.definition.layers ?? []) as WrittenLayer[];
  const order = (layers.find((layer) => layer.name === name)?.order ?? []).map((entry) => (typeof entry === 'string' ? [entry] : entry));
  return {
    turn: turn === undefined || rotation.kind === 'sittings' ? null : Number(turn),
    after: (holder) => {
      const place = order.findIndex((entry) => entry.includes(holder));
      return place < 0 || order.length < 2 ? [] : (order.at(place - 1) ?? []);
    },
  };
}

function peopleIn({ userId, reasons }: Shift): string[] {
  const named = (reasons as unknown as Because[]).flatMap((reason) => {
    if (reason.why === 'holder') return [reason.member];
    if (reason.why === 'covering') return [reason.for, ...reason.candidates.map(({ member }) => member)];
    if (reason.why === 'balance') return reason.candidates.map(({ member }) => member);
    return 'from' in reason && reason.from ? [reason.from] : [];
  });
  return [userId, ...named];
}
