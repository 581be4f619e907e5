import { dayOf, wallClockAt } from '../calendar/zone';
import { choose } from './choose';
import type { Compiled } from './compiled';
import { localDay } from './hours';
import type { Member, Shift, Span } from './plan';
import { common, inOrder, without } from './spans';
import { stacked } from './stack';

/** Each shift on a public holiday of whoever has it goes, that local day, to a member whose region has none; else they serve. */
export function holidaysCovered(compiled: Compiled, shifts: readonly Shift[]): Shift[] {
  if (compiled.plan.onHoliday !== 'cover') return [...shifts];
  return shifts.flatMap((shift) => {
    const member = compiled.members.get(shift.member);
    const days = member ? holidaysIn(compiled, shift, member) : [];
    return days.reduce<Shift[]>((parts, day) => parts.flatMap((part) => coverDay(compiled, part, day)), [shift]);
  });
}

interface Holiday extends Span {
  day: number;
}

function holidaysIn({ plan }: Compiled, { start, end }: Span, member: Member): Holiday[] {
  const dates = plan.holidays.get(member.region ?? plan.region ?? '');
  if (!dates) return [];
  const found: Holiday[] = [];
  for (let day = dayOf(wallClockAt(start, member.zone)); day <= dayOf(wallClockAt(end - 1, member.zone)); day++)
    if (dates.has(day)) found.push({ day, ...localDay(day, member.zone) });
  return found;
}

function coverDay(compiled: Compiled, shift: Shift, holiday: Holiday): Shift[] {
  const span = common(shift, holiday);
  if (!span) return [shift];
  const { chosen, candidates } = chooseFor(compiled, shift, span, holiday.day);
  const [to] = chosen;
  if (to === undefined) return [shift];
  const covering = { why: 'covering', for: shift.member, candidates } as const;
  return [...without([shift], [span]), { ...shift, ...span, member: to, because: [...shift.because, covering] }];
}

function chooseFor(compiled: Compiled, { member, layer: name }: Shift, span: Span, day: number) {
  const { plan, members, layers } = compiled;
  const layer = layers.find((one) => one.layer.name === name);
  const works = ({ region }: Member) => !plan.holidays.get(region ?? plan.region ?? '')?.has(day);
  const around = stacked(layers, { start: span.start - plan.restMs, end: span.end + plan.restMs });
  const before = layer ? lately(layer, span) : [];
  return choose(
    {
      ...plan,
      candidates: [...new Set(layer?.layer.order.flat())]
        .flatMap((id) => members.get(id) ?? [])
        .filter((one) => one.id !== member && works(one)),
      on: around,
      heaviest: Number.POSITIVE_INFINITY,
      balanceOf: ({ balance }) => balance,
      lastEndOf: ({ id, lastEnd }) =>
        inOrder(before)
          .filter((one) => one.member === id)
          .at(-1)?.end ?? lastEnd,
    },
    span,
    [span],
  );
}

/** What was served in the turns before, as many as there are entries. */
function lately({ layer, turns, shiftsIn }: Compiled['layers'][0], span: Span): Shift[] {
  const turn = turns.from(span.start);
  const first = turns.numbered(turn.number - layer.order.length);
  return shiftsIn({ start: first.start, end: span.start }).filter(({ end }) => end <= span.start);
}
