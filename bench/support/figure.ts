/** One measurement: what Backline did, what the yardstick did in the same run, and what their ratio must be. */
export interface Figure {
  name: string;
  figure: number;
  yardstick: number;
  ratio: number;
  bar: string;
  unit: string;
}

export function atMost(name: string, unit: string, figure: number, yardstick: number, limit: number): Figure {
  return { name, unit, figure, yardstick, ratio: figure / yardstick, bar: `<= ${limit}` };
}

export function atLeast(name: string, unit: string, figure: number, yardstick: number, limit: number): Figure {
  return { name, unit, figure, yardstick, ratio: figure / yardstick, bar: `>= ${limit}` };
}

/** The value that `share` (0 to 1) of the samples do not exceed. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
