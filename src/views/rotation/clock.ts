import type { Draw, Drawn, Words } from '../../delivery/words';
import { nextHandover, onDutyAt } from '../../domain/rotation/clock/around';
import type { Told } from '../../domain/rotation/clock/correct-debts';
import type { Outcome } from '../../domain/rotation/clock/debts';
import { bestInstead } from '../../domain/rotation/clock/instead';
import { stayingOn } from '../../domain/rotation/clock/stay';
import { zoneOf } from '../../domain/rotation/home';
import { findRotation } from '../../domain/rotation/records/rotation';
import type { Delivery } from '../../generated/sqlite/client';
import { namesOf } from '../escalations/facts';
import { announcedMessage } from './announced';
import { endingMessage } from './ending';
import { handoffCard } from './handoff-card';
import { type HandoffFacts, handoffFacts } from './handoff-facts';
import { correctedMessage, handoffToldMessage, overdueMessage, reminderMessage } from './handoff-told';

type Kinds =
  | 'rota.announced'
  | 'rota.handoff'
  | 'rota.handoff_reminder'
  | 'rota.ending'
  | 'rota.overdue'
  | 'rota.handoff_told'
  | 'rota.corrected';

/** Words for what the clock of a rotation owes. */
export const clockWords: Pick<Words, Kinds> = {
  'rota.announced': drawAnnounced,
  'rota.handoff': ofHandoff(async (facts, row, now) => (isUnsaid(row) && isOver(facts) ? null : handoffCard(facts, row.lane, now))),
  'rota.handoff_reminder': ofHandoff(async (facts) => reminderMessage(facts)),
  'rota.ending': ofHandoff(async (facts, row, now) => {
    const endsAt = new Date(dataOf(row).endsAt ?? facts.handoff.at);
    return isUnsaid(row) && endsAt <= now ? null : endingMessage(facts, row.lane, endsAt, now);
  }),
  'rota.overdue': drawOverdue,
  'rota.handoff_told': ofHandoff(async (facts, row) => handoffToldMessage(facts, (dataOf(row).what ?? 'accepted') as Outcome, row.lane)),
  'rota.corrected': drawCorrected,
};

interface Data {
  people?: string[];
  endsAt?: string;
  what?: string;
}

const dataOf = ({ data }: Delivery) => data as Data;
const isUnsaid = ({ state }: Delivery) => state !== 'sent';
const isOver = ({ handoff: { state } }: HandoffFacts) => state === 'lapsed' || state === 'void';

function ofHandoff(draw: (facts: HandoffFacts, row: Delivery, now: Date) => Promise<Drawn>): Draw {
  return async (row, { read, now }) => {
    const facts = await handoffFacts(read, row.workspaceId, row.subject, row.lane);
    return facts && draw(facts, row, now);
  };
}

/** Nothing when others are on by now, or when these people were said last. */
async function drawAnnounced(row: Delivery, { read, now }: Parameters<Draw>[1]): Promise<Drawn> {
  const rotation = await findRotation(read, row.workspaceId, row.subject);
  if (!rotation || rotation.removedAt) return null;
  const on = await onDutyAt(read, rotation, now);
  if (on.length === 0 || on.join() !== (dataOf(row).people ?? []).join()) return null;
  const last = await read.delivery.findFirst({
    where: { workspaceId: row.workspaceId, kind: row.kind, subject: row.subject, lane: row.lane, state: 'sent' },
    orderBy: { position: 'desc' },
  });
  if (last && dataOf(last).people?.join() === on.join()) return null;
  const next = await nextHandover(read, rotation, now);
  const coming = next?.after ?? [];
  const nameOf = await namesOf(read, row.workspaceId, coming);
  return announcedMessage({ rotation: rotation.name, on, until: next?.at ?? null, zone: zoneOf(rotation, now), next: coming.map(nameOf) });
}

async function drawOverdue(row: Delivery, context: Parameters<Draw>[1]): Promise<Drawn> {
  const { read } = context;
  return ofHandoff(async (facts, _, now) => {
    const { handoff, rotation } = facts;
    if (isUnsaid(row) && handoff.state !== 'overdue') return null;
    const instead = handoff.state === 'overdue' ? await bestInstead(read, rotation, handoff, now) : null;
    const nameOf = await namesOf(read, row.workspaceId, [
      ...facts.outgoing,
      ...facts.incoming,
      handoff.acceptedBy,
      facts.handing.instead ?? null,
      instead,
    ]);
    return overdueMessage({ ...facts, nameOf }, dataOf(row).what === 'stays' ? 'stays' : 'lead', instead, await stayingOn(read, handoff));
  })(row, context);
}

async function drawCorrected(row: Delivery, { read }: Parameters<Draw>[1]): Promise<Drawn> {
  const rotation = await findRotation(read, row.workspaceId, row.subject);
  if (!rotation) return null;
  const told = row.data as unknown as Told;
  return correctedMessage(told, {
    name: rotation.name,
    zone: zoneOf(rotation, new Date(told.start)),
    nameOf: await namesOf(read, row.workspaceId, [told.by, told.other]),
  });
}
