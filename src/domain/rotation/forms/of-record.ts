import { dateOfDay, toInstant, wallTime } from '../../calendar/zone';
import { mondayOf } from '../iso-week';
import type { Options } from '../records/options';
import { type RotationRecord, versionAt } from '../records/rotation';
import { baseOf, type LayerForm, never, newForm, type RotationForm } from './form';

interface Written {
  zone: string;
  layers?: WrittenLayer[];
  // Of sittings.
  length?: number;
  every?: number;
  firstWeek?: string | null;
  hours?: string[];
  need?: number;
  max?: number;
}

interface WrittenLayer {
  name: string;
  unit: LayerForm['unit'];
  every?: number;
  anchor: string;
  hours?: string | string[];
  order: (string | string[])[];
  mode?: LayerForm['mode'];
  choose?: LayerForm['choose'];
  seats?: number;
  zone?: string | null;
  from?: string | null;
  until?: string | null;
}

/** A rotation as it is planned last, in the fields of its form. What is over is left out. */
export function formOf(rotation: RotationRecord, members: readonly string[], now: Date): RotationForm {
  const { name, squadId, channelId, kind, options } = rotation;
  const written = (rotation.versions.at(-1) ?? versionAt(rotation, now))?.definition as unknown as Written;
  const { zone } = written;
  const blank = newForm({ squadId, askedIn: null, zone }, now);
  const form = { ...blank, name, channelId, kind };
  if (kind === 'sittings') return { ...form, layers: [{ ...baseOf(blank), people: [...members] }], sittings: sittingsOf(written, options) };
  const alive = (written.layers ?? []).filter(({ until, zone: own }) => !until || instantOf(until, own ?? zone) > now);
  return alive.length > 0 ? { ...form, layers: alive.map((layer) => layerFormOf(layer, zone, now)) } : form;
}

function sittingsOf({ length, every, firstWeek, hours, need, max }: Written, { guide, hostedBy }: Options): RotationForm['sittings'] {
  const monday = mondayOf(firstWeek ?? '');
  return {
    length: String(length ?? 30) as '30',
    every: String(every ?? 1) as '1',
    firstWeek: monday === null ? null : dateOfDay(monday),
    hours: (hours ?? []).join('\n'),
    atLeast: String(need ?? 0),
    atMost: String(max ?? 2),
    guide: guide ?? '',
    hostedBy,
  };
}

function layerFormOf(layer: WrittenLayer, rotationZone: string, now: Date): LayerForm {
  const zone = layer.zone ?? rotationZone;
  const hours = layer.hours ?? 'Always';
  const anchor = wallOf(layer.anchor, zone);
  const isByBalance = layer.choose === 'balance';
  const sizes = layer.order.map((one) => (typeof one === 'string' ? 1 : one.length));
  return {
    name: layer.name,
    people: layer.order.flat(),
    perTurn: isByBalance ? (layer.seats ?? 1) : Math.max(1, ...sizes),
    order: layer.order,
    every: String(layer.every ?? 1),
    unit: layer.unit,
    first: anchor.date,
    at: anchor.time,
    zone: layer.zone ?? null,
    hours: typeof hours === 'string' ? hours : hours.join('\n'),
    mode: layer.mode ?? 'over',
    choose: layer.choose ?? 'order',
    from: ahead(layer.from, zone, now),
    until: ahead(layer.until, zone, now),
  };
}

/** Since when a layer has been there is nothing to change any more. */
function ahead(said: string | null | undefined, zone: string, now: Date): LayerForm['from'] {
  if (!said || instantOf(said, zone) <= now) return never;
  return wallOf(said, zone);
}

const hasOffset = (text: string): boolean => /(Z|[+-]\d{2}:\d{2})$/.test(text);
const instantOf = (text: string, zone: string): Date => (hasOffset(text) ? new Date(text) : toInstant(text, zone));

function wallOf(text: string, zone: string): { date: string; time: string } {
  if (!hasOffset(text)) return { date: text.slice(0, 10), time: text.slice(11, 16) || '00:00' };
  const { date, time } = wallTime(new Date(text), zone);
  return { date, time };
}
