import { formatHours } from '../../calendar/format';
import { parseHours } from '../../calendar/parse';
import { type Window, weekdays } from '../../calendar/windows';

/** Two hours of a working day: how support times are chosen. Its line is `Mon 08:00-10:00`. */
export type Block = string;

const blockHours = 2;
const workingDays = weekdays.slice(0, 5);

export const blocks: readonly Block[] = workingDays.flatMap((day) =>
  Array.from({ length: 24 / blockHours }, (_, index) => `${day} ${clock(index * blockHours)}-${clock((index + 1) * blockHours)}`),
);

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** The lines that say these blocks, as people would: `Mon-Fri 08:00-12:00`. */
export const linesOfBlocks = (chosen: readonly Block[]): string[] => formatHours(windowsOf(chosen));

/** The blocks that lie in these lines. */
export function blocksIn(lines: readonly string[]): Block[] {
  const said = windowsOf(lines);
  return blocks.filter((block) => windowsOf([block]).every((window) => said.some((one) => holds(one, window))));
}

const holds = (outer: Window, inner: Window): boolean => outer.day === inner.day && outer.from <= inner.from && inner.to <= outer.to;

function windowsOf(lines: readonly string[]): Window[] {
  const parsed = parseHours(lines);
  if (!parsed.ok) throw new RangeError(parsed.problem);
  return parsed.windows;
}
