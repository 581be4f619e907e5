import type { CompiledLayer } from './compiled';
import type { Shift, Span } from './plan';
import { partOfShift, union, without } from './spans';

/** Bottom up: a layer replaces those below wherever it has somebody, joins them, or hides them while it is there. */
export function stacked(layers: readonly CompiledLayer[], span: Span): Shift[] {
  let shown: Shift[] = [];
  for (const one of [...layers].reverse()) {
    const own = one.shiftsIn(span);
    shown = without(shown, hiddenBy(one, own), partOfShift).concat(own);
  }
  return shown;
}

function hiddenBy({ layer: { mode, from, until } }: CompiledLayer, own: Shift[]): Span[] {
  if (mode === 'with') return [];
  if (mode === 'over') return union(own);
  return [{ start: from ?? Number.NEGATIVE_INFINITY, end: until ?? Number.POSITIVE_INFINITY }];
}
