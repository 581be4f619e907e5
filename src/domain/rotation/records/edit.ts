import { type Instant, toInstant, wallClockAt } from '../../calendar/zone';
import type { Definition } from '../definition';
import { isSame } from '../holders';
import type { Entry } from '../plan';
import type { Rota } from '../rules';

/** Layers as a person says them: without what is only told between versions. */
export type LayerDraft = Omit<Definition['layers'][0], 'first' | 'chosen'>;

type WrittenLayer = Definition['layers'][0];

/** Of a new rotation: nobody is on before the first turn. */
export const firstLayers = (layers: readonly LayerDraft[]): WrittenLayer[] =>
  layers.map((layer) => ({ ...layer, from: layer.from ?? layer.anchor, chosen: {} }));

/** Who is to hold the turn that begins with an edit, of one layer. */
export interface First {
  layer: string;
  entry: string | string[];
}

/**
 * The layers of an edit that applies from an instant, so that they can be read without what was before: whoever holds the turn then keeps
 * it, where they are still in the order; else the next one of the old order who is. `wanted` holds it instead, where somebody is named.
 */
export function editedLayers(
  before: Rota,
  layers: readonly LayerDraft[],
  zone: string,
  at: Instant,
  wanted: First | null = null,
): WrittenLayer[] {
  return layers.map((drafted) => {
    const layer = undecided(drafted);
    const old = before.compiled.layers.find((one) => one.layer.name === layer.name);
    const own = layer.zone ?? zone;
    const chosen = {};
    if (!old) return { ...layer, from: laterOf(layer.from, at, own), chosen };
    const [turn] = old.turnsIn({ start: at, end: at + 1 });
    const held = turn && old.held(turn).find(({ start, end }) => start <= at && at < end);
    const kept = held && layer.choose !== 'balance' ? nextIn(old.layer.order, held.entry, layer.order.map(asEntry)) : null;
    const first = wanted?.layer === layer.name ? asEntry(wanted.entry) : kept;
    // One that is still to come begins when it was to begin.
    if (isAhead(layer.from, at, own)) return { ...layer, chosen };
    const isSameCadence = turn && sameCadence(old.layer, layer, own);
    // A turn under way keeps its end.
    const from = isSameCadence ? written(turn.start) : laterOf(layer.anchor, at, own);
    return { ...layer, from, chosen, ...(first && { first: [...first] }) };
  });
}

function sameCadence(old: Rota['compiled']['layers'][0]['layer'], layer: LayerDraft, zone: string): boolean {
  return (
    old.unit === layer.unit &&
    old.every === layer.every &&
    old.zone === zone &&
    old.anchor === wallClockAt(toInstantOf(layer.anchor, zone), zone)
  );
}

function nextIn(order: readonly Entry[], holder: Entry, wanted: readonly Entry[]): Entry | null {
  const place = Math.max(
    0,
    order.findIndex((entry) => isSame(entry, holder)),
  );
  for (const entry of [...order.slice(place), ...order.slice(0, place)]) {
    const same = wanted.find((one) => isSame(one, entry)) ?? wanted.find((one) => one.some((id) => entry.includes(id)));
    if (same) return same;
  }
  return null;
}

/** Without what another version has told of it. */
function undecided(layer: LayerDraft): LayerDraft {
  const { first: _, chosen: __, ...draft } = layer as WrittenLayer;
  return draft;
}

const isAhead = (said: string | null | undefined, at: Instant, zone: string): boolean => said != null && toInstantOf(said, zone) > at;

/** In the layer's zone where it is said without an offset. */
function laterOf(said: string | null | undefined, at: Instant, zone: string): string {
  return isAhead(said, at, zone) ? (said as string) : written(at);
}

const toInstantOf = (text: string, zone: string): Instant =>
  /(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : toInstant(text, zone, 'start').getTime();

const written = (at: Instant): string => new Date(at).toISOString();
const asEntry = (one: string | string[]): Entry => (typeof one === 'string' ? [one] : one);
