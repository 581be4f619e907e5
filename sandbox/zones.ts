/** What Slack tells of a person's time zone: a label and an offset in seconds, as of now. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, { hour: number; label: string; offset: number }>();

export function zoneAt(tz: string, nowMs: number): { label: string; offset: number } {
  const hour = Math.floor(nowMs / 3_600_000);
  const cached = known.get(tz);
  if (cached?.hour === hour) return cached;

  const found = { hour, label: part(tz, nowMs, 'long'), offset: offsetOf(part(tz, nowMs, 'longOffset')) };
  known.set(tz, found);
  return found;
}

export function isZone(tz: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: tz }) !== null;
  } catch {
    return false;
  }
}

function part(tz: string, nowMs: number, style: 'long' | 'longOffset'): string {
  const key = `${tz} ${style}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: style });
  formatters.set(key, formatter);
  return formatter.formatToParts(nowMs).find(({ type }) => type === 'timeZoneName')?.value ?? tz;
}

/** `GMT+05:30` in seconds. */
function offsetOf(text: string): number {
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
  if (match === null) return 0;

  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}
