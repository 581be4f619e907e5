import type { ActionsBlock } from '@slack/types';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { EscalationRecord } from '../../domain/escalations/record';
import { passButton } from '../escalations/details';
import type { NameOf } from '../escalations/facts';
import { stateName } from '../escalations/lines';
import { actions, type Blocks, brief, button, linkButton, list, moment, section, typed } from '../escalations/parts';

export interface RowFacts {
  nameOf: NameOf;
  squadName(id: string): string;
  customerName(id: string | null): string | null;
  /** Address of a thread in Slack. */
  address(channelId: string, ts: string): string;
}

/** `ESC-142 Bo asks: which plan did they leave?` */
export function questionRow(record: EscalationRecord, { nameOf, address }: RowFacts): Blocks {
  const { id, question, askedBy, threads, turn } = record;
  const [thread] = threads;
  const open =
    thread?.channelId && thread.rootTs
      ? [linkButton('Open thread', address(thread.channelId, thread.rootTs), `needs${record.number}`)]
      : [];
  const buttons = [
    ...open,
    button('Answered', `answer_escalation:needs${record.number}`, id),
    passButton(id, turn, `:needs${record.number}`),
  ];
  return row(`*${numberOf(record)}* ${typed(nameOf(askedBy))} asks: ${brief(question ?? '', 300)}`, buttons);
}

/** `ESC-131 answered: Reissue from the invoice page` */
export function answerRow(record: EscalationRecord): Blocks {
  const { id, answer, number } = record;
  const buttons = [
    button('That solves it', `accept_answer:needs${number}`, id, { style: 'primary' }),
    button('Reopen', `reopen_escalation:needs${number}`, id),
  ];
  return row(`*${numberOf(record)}* answered: ${brief(answer ?? '', 300)}`, buttons);
}

/** You are asked to take it. */
export function pageRow(record: EscalationRecord, { squadName }: RowFacts): Blocks {
  const { id, number, severity, title, squadId } = record;
  const buttons = [
    button('Claim', `claim_escalation:needs${number}`, id, { style: 'primary' }),
    button('Not me', `not_me:needs${number}`, id),
    button('Open', `open_escalation:needs${number}`, id),
  ];
  return row(`*${numberOf(record)}* ${severity.toUpperCase()} ${typed(squadName(squadId))} needs an owner: ${brief(title, 200)}`, buttons);
}

/** `ESC-150 S3 Billing · Claimed by Bo` */
export function mineRow(record: EscalationRecord, facts: RowFacts): Blocks {
  const { number, severity, squadId, title, id } = record;
  const text = list([
    `*${numberOf(record)}* ${severity.toUpperCase()} ${typed(facts.squadName(squadId))}`,
    stateText(record, facts),
    brief(title, 150),
  ]);
  return [{ ...section(text), accessory: button('Open', `open_escalation:mine${number}`, id) }];
}

/** `ESC-142 S2 · Open · Acme GmbH` */
export function queueRow(record: EscalationRecord, facts: RowFacts, mayAct: boolean): Blocks {
  const { number, severity, state, customerId, title, id } = record;
  const customer = facts.customerName(customerId);
  const text = list([
    `*${numberOf(record)}* ${severity.toUpperCase()}`,
    stateText(record, facts),
    customer && typed(customer),
    brief(title, 150),
  ]);
  const open = button('Open', `open_escalation:queue${number}`, id);
  if (state !== 'open' || !mayAct) return [{ ...section(text), accessory: open }];
  return row(text, [button('Claim', `claim_escalation:queue${number}`, id, { style: 'primary' }), open]);
}

function stateText(record: EscalationRecord, { nameOf }: RowFacts): string {
  const { state, owner, raisedAt } = record;
  if (state === 'open') return `Open since ${moment(raisedAt)}`;
  if (state === 'claimed') return `Claimed by ${typed(nameOf(owner))}`;
  return stateName(record);
}

const row = (text: string, buttons: ActionsBlock['elements']): Blocks => [section(text), ...actions(buttons)];
