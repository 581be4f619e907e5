import type { ActResult, MessageRef } from '../../sandbox';
import { writeTx } from '../../src/database';
import { startTeam, type Team } from '../support/team';

// What fault runs have found, each by the name of what went wrong.

let team: Team;

beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

const title = 'Invoice shows VAT twice';

/** Ana escalates without a thread; its card stands in the squad's channel. */
async function raise(): Promise<MessageRef> {
  const channel = team.sandbox.channels.support as string;
  await team.as('ana').command(`/escalate billing: ${title}`, channel);
  await team.as('ana').fill({ 'What was tried': 'Reissued once', 'Expected answer': 'May we refund?' });
  await team.as('ana').submit();
  await team.settled();
  return team.as('bo').find(title, { channel: team.sandbox.channels['billing-squad'] as string });
}

/** The same from a thread of Ana's, into which the squad's messages come back. */
async function raiseFromThread(beforeSubmit: () => void): Promise<MessageRef> {
  const ana = team.as('ana');
  const root = await ana.post(team.sandbox.channels.support as string, title);
  await ana.shortcut('Escalate this thread', root);
  await team.settled();
  await ana.fill({ Squad: 'Billing', 'What was tried': 'Reissued once', 'Expected answer': 'May we refund?' });
  await team.settled();
  beforeSubmit();
  await ana.submit();
  await team.settled();
  return team.as('bo').find(title, { channel: team.sandbox.channels['billing-squad'] as string });
}

/** The button as Slack sends it, without waiting for anything but Slack's own acknowledgement. */
async function press(key: string, { channel, ts }: MessageRef, actionId: string): Promise<ActResult> {
  const person = team.sandbox.people[key] as string;
  const blocks = (team.sandbox.message(person, { channel, ts })?.blocks ?? []) as {
    block_id: string;
    elements?: { action_id?: string }[];
  }[];
  const block = blocks.find(({ elements }) => elements?.some((element) => element.action_id === actionId));
  const where = { in: 'message', message: { channel, ts } } as const;
  return team.sandbox.act(person, { do: 'action', where, blockId: block?.block_id ?? '', actionId });
}

const rename = (from: string, to: string) =>
  writeTx(team.database.db, (tx) => tx.$executeRawUnsafe(`ALTER TABLE "${from}" RENAME TO "${to}"`));

test('sqlite, seed 3: a button whose deed is not stored is not acknowledged, so that its person presses again', async () => {
  const card = await raise();
  await rename('EscalationEvent', 'Away');

  expect(await press('bo', card, 'claim_escalation')).toEqual({ ok: false, problem: 'operation_timeout' });

  await rename('Away', 'EscalationEvent');
  expect(await press('bo', card, 'claim_escalation')).toEqual({ ok: true });
  const claimed = { state: 'claimed', owner: team.sandbox.people.bo };
  expect(await team.database.db.read.escalation.findMany({ select: { state: true, owner: true } })).toEqual([claimed]);
});

test('sqlite, seed 3: who deletes what they wrote under a card that is not known to stand there yet leaves no copy behind', async () => {
  const channel = team.sandbox.channels['billing-squad'] as string;
  const card = await raiseFromThread(() => {
    team.sandbox.inject({ method: 'chat.postMessage', channel, when: 'after', what: { kind: 'http', status: 502 } });
    team.sandbox.inject({ method: 'conversations.history', channel, what: { kind: 'http', status: 502 } });
  });
  const reply = await team.as('bo').reply(card, 'Not for everybody');
  await team.as('bo').delete(reply);
  await team.settled();

  for (let minute = 0; minute < 4; minute += 1) await team.advance(60_000);

  const [message] = await team.database.db.read.threadMessage.findMany({ where: { side: 'squad' } });
  expect(message).toMatchObject({ ts: reply.ts, text: '' });
  expect(message?.deletedAt).not.toBeNull();
  expect(await team.database.db.read.delivery.count({ where: { kind: 'escalation.copy', state: 'sent' } })).toBe(0);
});
