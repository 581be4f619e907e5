import { dayMs } from '../calendar/zone';
import type { Reader } from '../people/store';
import { companyPreview, type WeekOverview } from './company/now';
import type { PlannedShift } from './forms/who-moves';
import { zoneOf } from './home';
import { type Look, lookAt } from './look';
import { withProposals } from './proposals';
import { slotOf } from './records/projection';
import type { RotationRecord } from './records/rotation';
import { scheduleOf } from './records/schedule';
import { stintsOf } from './stints';

/** The next four weeks of a rotation. */
export interface Preview {
  rotation: RotationRecord;
  zone: string;
  /** In order of time. */
  stints: { userId: string; start: Date; end: Date }[];
  /** Of turns. */
  look: Look | null;
  /** Of sittings. */
  weeks: WeekOverview[];
}

const previewMs = 28 * dayMs;

export async function previewOf(read: Reader, rotation: RotationRecord, now: Date): Promise<Preview> {
  const zone = zoneOf(rotation, now);
  if (rotation.kind === 'sittings') {
    const weeks = await companyPreview(read, rotation, now, 4);
    return { rotation, zone, stints: weeks.flatMap(({ sittings }) => sittings), look: null, weeks };
  }
  const span = { start: now.getTime(), end: now.getTime() + previewMs };
  const timeline = await scheduleOf(read, rotation, now, new Date(span.end));
  const shifts = timeline.shiftsIn(span).map((shift): PlannedShift => {
    const { member: userId, start, end } = shift;
    return { userId, slot: slotOf(shift), start: new Date(start), end: new Date(end) };
  });
  const rota = timeline.rotaAt(span.start);
  const look = lookAt(rota, span);
  return {
    rotation,
    zone,
    stints: stintsOf(shifts.filter(({ end }) => end > now)),
    look: { ...look, findings: withProposals(rota, look.findings) },
    weeks: [],
  };
}
