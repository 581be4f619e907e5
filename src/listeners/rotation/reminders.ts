import { z } from 'zod';
import { type Transaction, writeTx } from '../../database';
import type { Deps } from '../../deps';
import { hourMs } from '../../domain/calendar/zone';
import { tellMoved } from '../../domain/rotation/away/told';
import { mend } from '../../domain/rotation/mends';
import { lockRotation } from '../../domain/rotation/records/lock';
import { isLead } from '../../domain/rotation/records/rights';
import { askToMend } from '../../domain/rotation/swaps/store';
import { takeReceipt } from '../../receipts';
import { namesOf } from '../../views/escalations/facts';
import { typed } from '../../views/escalations/parts';
import { type Press, readPress } from '../escalations/bodies';
import type { Handlers } from '../registry';

const Span = { start: z.number(), end: z.number() };
const Pressed = z.object({
  rotation: z.string(),
  mend: z.discriminatedUnion('do', [
    z.object({ do: z.literal('put_on'), user: z.string(), instead: z.string().nullable(), ...Span }),
    z.object({ do: z.literal('ask'), user: z.string(), instead: z.string().nullable(), ...Span }),
    z.object({ do: z.literal('take_off'), user: z.string(), ...Span }),
    z.object({ do: z.literal('remove'), changeId: z.string() }),
    z.object({ do: z.literal('put_first'), user: z.string() }),
  ]),
});
type Pressed = z.infer<typeof Pressed>;

/** Answers to reminders, and the buttons that mend what leads are told of. */
export function reminderHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async rota_in({ ack, body, action, respond }) {
        await ack();
        await respond({ text: await confirm(deps, readPress(body, action)), response_type: 'ephemeral', replace_original: false });
      },
      async rota_mend({ ack, body, action, respond }) {
        await ack();
        const press = readPress(body, action);
        await respond({ text: await mended(deps, press), response_type: 'ephemeral', replace_original: false });
      },
    },
  };
}

/** `I'm in`. */
async function confirm({ db, clock }: Deps, { workspaceId, person, value }: Press): Promise<string> {
  const now = clock.now();
  const { count } = await writeTx(db, (tx) =>
    tx.shift.updateMany({
      where: { id: value, workspaceId, userId: person, state: { in: ['planned', 'on'] }, end: { gt: now }, confirmedAt: null },
      data: { confirmedAt: now },
    }),
  );
  if (count === 1) return 'Thank you. You are in.';
  const shift = await db.read.shift.findFirst({ where: { id: value, workspaceId } });
  if (shift?.userId === person && shift.confirmedAt) return 'You said so already. Thank you.';
  return 'This shift is not yours any more, or it is over. `/rota mine` shows yours.';
}

/** Answers what has become of it. */
export async function mended({ db, clock }: Deps, { workspaceId, person, triggerId, value }: Press): Promise<string> {
  const { rotation: id, mend: how } = Pressed.parse(JSON.parse(value));
  const now = clock.now();
  const outcome = await writeTx(db, async (tx) => {
    const rotation = await lockRotation(tx, workspaceId, id);
    if (!rotation) return 'gone' as const;
    if (!(await isLead(tx, rotation, person))) return 'not_lead' as const;
    if (!(await takeReceipt(tx, workspaceId, `action:${triggerId}`, now))) return 'done' as const;
    return carryOut(tx, rotation, how, person, now);
  });
  const nameOf = await namesOf(db.read, workspaceId, 'user' in how ? [how.user] : []);
  return said(outcome, how, 'user' in how ? typed(nameOf(how.user)) : '');
}

/** What has begun is asked for from the next full hour on. */
const soonest = (start: number, now: Date): Date =>
  new Date(start > now.getTime() ? start : (Math.floor(now.getTime() / hourMs) + 1) * hourMs);

async function carryOut(
  tx: Transaction,
  rotation: NonNullable<Awaited<ReturnType<typeof lockRotation>>>,
  how: Pressed['mend'],
  by: string,
  now: Date,
) {
  if (how.do === 'ask') {
    const proposal = { instead: how.instead, proposed: how.user, askedBy: by, start: soonest(how.start, now), end: new Date(how.end) };
    return (await askToMend(tx, rotation, proposal, now)).is === 'saved' ? ('done' as const) : ('cannot_ask' as const);
  }
  const published = await mend(tx, rotation, how, by, now);
  if (!published) return 'mended' as const;
  await tellMoved(tx, published.rotation, published.moved, { except: [by], why: { is: 'changed', user: by } }, now);
  return 'done' as const;
}

function said(outcome: 'gone' | 'not_lead' | 'done' | 'mended' | 'cannot_ask', how: Pressed['mend'], name: string): string {
  if (outcome === 'gone') return 'This rotation is not there any more.';
  if (outcome === 'not_lead') return 'Only its leads and Backline admins can change it. Nothing was changed.';
  if (outcome === 'mended') return 'Somebody has mended this already. Nothing was changed.';
  if (outcome === 'cannot_ask')
    return `${name} cannot be asked for that: it is asked already, it has begun, or they are not free any more.`;
  switch (how.do) {
    case 'put_on':
      return `${name} is on then. They are told.`;
    case 'ask':
      return `${name} is asked.`;
    case 'take_off':
      return `${name} is taken off. They are told.`;
    case 'remove':
      return 'The change is removed.';
    case 'put_first':
      return `${name} has the next turn. Who moves is told.`;
  }
}
