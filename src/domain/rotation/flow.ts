/**
 * Seats people in slots: min-cost flow by successive shortest paths. People come one after the other; each takes the cheapest chain of
 * moves that ends at a free place. The price of a slot is its potential: what a seat in it costs whoever comes next. Prices only rise,
 * so that no move ever looks cheaper than nothing, and Dijkstra's search holds.
 */
export interface Seating {
  /** By person and slot, whole numbers; `Infinity` is impossible. */
  costs: readonly (readonly number[])[];
  /** Of the first place of a slot, of the second, and so on; never falling. */
  places: readonly number[];
}

/** The slot of each person; `null` is none. As many as possible are seated, and of all ways to seat so many it is a cheapest one. */
export function cheapestSeats({ costs, places }: Seating): (number | null)[] {
  const slots = costs[0]?.length ?? 0;
  const room = roomFor(costs, places, slots);
  for (const person of costs.keys()) take(room, person, cheapestChain(room, person));
  return room.slotOf.map((slot) => (slot === slots ? null : slot));
}

interface Room {
  /** The last column is to have no seat, which costs more than all that seats can. */
  costs: readonly (readonly number[])[];
  places: readonly number[];
  price: number[];
  sitting: number[][];
  slotOf: number[];
}

function roomFor(costs: Seating['costs'], places: readonly number[], slots: number): Room {
  const none = dearerThanAll(costs, places);
  return {
    costs: costs.map((row) => [...row, none]),
    places,
    price: [...new Array<number>(slots).fill(places[0] ?? 0), 0],
    sitting: Array.from({ length: slots + 1 }, () => []),
    slotOf: [],
  };
}

function dearerThanAll(costs: Seating['costs'], places: readonly number[]): number {
  let most = 1;
  for (const cost of [...costs, places].flat()) if (Number.isFinite(cost)) most = Math.max(most, Math.abs(cost));
  return 4 * most * (costs.length + 1) + 1;
}

interface Chain {
  end: number;
  /** Who moves into a slot, by slot. */
  mover: number[];
}

/** From a newcomer through slots whose people move on, to a free place; at equal cost the earlier slot, and as few moves as can be. */
function cheapestChain({ costs, places, price, sitting }: Room, newcomer: number): Chain {
  const none = price.length - 1;
  const distance = new Array<number>(price.length).fill(Number.POSITIVE_INFINITY);
  const mover = new Array<number>(price.length).fill(newcomer);
  const settled: number[] = [];
  const isSettled = new Array<boolean>(price.length).fill(false);
  let best = Number.POSITIVE_INFINITY;
  let end = none;

  reach(newcomer, 0);
  for (let slot = nearest(); slot !== null; slot = nearest()) {
    settle(slot);
    for (const person of sitting[slot] as number[])
      reach(person, at(distance, slot) - at(price, slot) - at(costs[person] as number[], slot));
  }
  for (const slot of settled) price[slot] = at(price, slot) + best - at(distance, slot);
  return { end, mover };

  function reach(person: number, base: number): void {
    const row = costs[person] as number[];
    for (let slot = 0; slot <= none; slot++) {
      const there = base + at(row, slot) + at(price, slot);
      if (there >= at(distance, slot)) continue;
      distance[slot] = there;
      mover[slot] = person;
    }
  }

  /** `null` once nothing is nearer than the best end. */
  function nearest(): number | null {
    let found: number | null = null;
    let least = best;
    for (let slot = 0; slot <= none; slot++) {
      if (isSettled[slot] || at(distance, slot) >= least) continue;
      found = slot;
      least = at(distance, slot);
    }
    return found;
  }

  function settle(slot: number): void {
    isSettled[slot] = true;
    settled.push(slot);
    const place = slot === none ? 0 : (places[(sitting[slot] as number[]).length] ?? Number.POSITIVE_INFINITY);
    const total = at(distance, slot) + place - at(price, slot);
    if (total >= best) return;
    best = total;
    end = slot;
  }
}

/** The moves of a chain, the last one first. */
function take({ sitting, slotOf }: Room, newcomer: number, { end, mover }: Chain): void {
  let slot = end;
  for (let person = at(mover, slot); ; person = at(mover, slot)) {
    const left = slotOf[person];
    (sitting[slot] as number[]).push(person);
    slotOf[person] = slot;
    if (person === newcomer || left === undefined) return;
    sitting[left] = (sitting[left] as number[]).filter((other) => other !== person);
    slot = left;
  }
}

const at = (values: readonly number[], index: number): number => values[index] as number;
