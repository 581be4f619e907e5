import type { HomeRotation, MyStint, RotationLine } from '../../domain/rotation/home';
import type { NameOf } from '../escalations/facts';
import { actions, type Blocks, button, context, header, list, section, typed } from '../escalations/parts';
import { shiftMenu } from '../rotation/shift-menu';
import { cityOf, dayThere, listed, timeThere, wall } from '../rotation/times';

const dayMs = 86_400_000;

/** App Home → Rotation: my shifts, whether that is fair, and who is on everywhere. */
export function rotationBlocks(facts: HomeRotation, nameOf: NameOf, now: Date): Blocks {
  const { stints, more, balance, mayCreate } = facts;
  return [
    header('My shifts'),
    ...(stints.length === 0 ? [context('You have no shift in the next 8 weeks.')] : stints.map((stint) => stintRow(stint, nameOf, now))),
    ...(more > 0 ? [context(`… and ${more} more in the next 8 weeks: all of them stand in your calendar feed.`)] : []),
    ...(balance === null ? [] : [context(balanceLine(balance))]),
    ...actions(
      [
        ...(stints.length > 0 ? [button('Swap', 'rota_swap_open:home', '')] : []),
        button('Away', 'rota_away_open:home', ''),
        button('My support times', 'rota_times_open', ''),
        button('Calendar feeds', 'rota_feeds_open', ''),
      ],
      'home_shifts',
    ),
    header('Rotations'),
    ...facts.rotations.map((line) => ({ ...section(lineText(line, nameOf)), accessory: button('Open', `rota_open:${line.id}`, line.id) })),
    ...(facts.rotations.length === 0 ? [context('There is no rotation yet: squads are looked after by their people in order.')] : []),
    ...(facts.moreRotations > 0 ? [context(`… and ${facts.moreRotations} more: \`/rota now\` and a name shows each.`)] : []),
    ...(mayCreate ? actions([button('New rotation', 'rota_new', '')], 'home_rotations') : []),
  ];
}

function stintRow({ start, end, rotation, shiftId, hosts }: MyStint, nameOf: NameOf, now: Date): Blocks[0] {
  const { zone, name, kind } = rotation;
  const lasts = end.getTime() - start.getTime();
  const when =
    kind === 'sittings'
      ? wall(start, zone)
      : lasts > dayMs
        ? `${dayThere(start, zone)} – ${dayThere(end, zone)}`
        : `${wall(start, zone)}–${timeThere(end, zone)}`;
  const host = hosts.length > 0 ? ` · host ${listed(hosts.map((user) => typed(nameOf(user))))}` : '';
  const what = kind === 'sittings' ? `${typed(name)} · ${lasts / 60_000} min${host}` : typed(name);
  return { ...section(list([`*${when}*`, what, awayFrom(start, now)])), accessory: shiftMenu(shiftId) };
}

/** `on now`, `in 4 days`. */
function awayFrom(start: Date, now: Date): string {
  const ms = start.getTime() - now.getTime();
  if (ms <= 0) return 'on now';
  const days = Math.round(ms / dayMs);
  const hours = Math.round(ms / 3_600_000);
  if (hours < 1) return 'in less than an hour';
  if (hours < 36) return hours === 1 ? 'in 1 hour' : `in ${hours} hours`;
  return `in ${days} days`;
}

/** Units are hundredths of weighted minutes. */
function balanceLine(units: number): string {
  const minutes = Math.round(Math.abs(units) / 100);
  if (minutes === 0) return "You are right at the team's average.";
  const hours = Math.floor(minutes / 60);
  const amount = hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  return `You are ${amount} ${units < 0 ? 'below' : 'above'} the team's average. Nights, weekends and holidays count for more.`;
}

function lineText({ name, zone, now }: RotationLine, nameOf: NameOf): string {
  if (now.is === 'sittings') return `*${typed(name)}* · ${now.seated} of ${now.of} seated next week`;
  if (now.on.length === 0) return `*${typed(name)}* · nobody is on now`;
  const until = now.until ? ` until ${wall(now.until, zone)} ${cityOf(zone)}` : '';
  return `*${typed(name)}* · ${listed(now.on.map((user) => typed(nameOf(user))))}${until}`;
}
