import type { EscalationRecord } from '../../../src/domain/escalations/record';
import type { CardFacts } from '../../../src/views/escalations/facts';

export const at = new Date('2026-11-24T07:55:00Z');
const names: Record<string, string> = { UANA: 'Ana', UBO: 'Bo', UCY: 'Cy' };

type Thread = EscalationRecord['threads'][number];

export const thread: Thread = {
  id: 't1',
  workspaceId: 'T1',
  escalationId: 'e1',
  position: 0,
  channelId: 'C9',
  rootTs: '1.1',
  kind: 'public',
  inThread: true,
  twoWay: true,
  agent: 'UANA',
  customerId: null,
  consentBy: null,
  consentAt: null,
  outcome: 'waiting',
  openKey: 'C9:1.1',
  attachedAt: at,
  gatheredAt: at,
};

const open: EscalationRecord = {
  id: 'e1',
  workspaceId: 'T1',
  number: 142,
  squadId: 's1',
  channelId: 'C1',
  state: 'open',
  turn: 'squad',
  severity: 's2',
  title: 'Invoice shows VAT twice',
  tried: 'Reissued once',
  expected: 'May we refund?',
  links: ['https://acme.zendesk.com/agent/tickets/8812'],
  customerId: 'k1',
  raisedBy: 'UANA',
  raisedAt: at,
  owner: null,
  claimedAt: null,
  askedBy: null,
  askedAt: null,
  question: null,
  resolvedAt: null,
  resolvedBy: null,
  reason: null,
  answer: null,
  handledBy: null,
  closedAt: null,
  closedHow: null,
  round: 1,
  level: 1,
  levelAt: at,
  exhaustedAt: null,
  reopens: 0,
  restricted: false,
  nextCheckAt: null,
  lastActivityAt: at,
  version: 3,
  threads: [thread],
};

/** An escalation as views see it: open in Billing, raised by Ana in #support. */
export function facts(record: Partial<EscalationRecord> = {}, more: Partial<CardFacts> = {}): CardFacts {
  return {
    escalation: { ...open, ...record },
    squad: { id: 's1', name: 'Billing' },
    customer: 'Acme GmbH',
    origins: [{ threadId: 't1', agent: 'UANA', kind: 'public', channel: '#support', link: 'https://team.slack.com/archives/C9/p11' }],
    nameOf: (userId) => (userId && names[userId]) || 'Somebody',
    asked: null,
    cardLink: 'https://team.slack.com/archives/C1/p22',
    channelLink: 'https://team.slack.com/archives/C1',
    undelivered: 0,
    ...more,
  };
}

export const claimed = { state: 'claimed', owner: 'UBO', claimedAt: at } as const;
export const waiting = { ...claimed, state: 'waiting', turn: 'agent', askedBy: 'UBO', askedAt: at, question: 'Which plan?' } as const;
export const resolved = {
  ...claimed,
  state: 'resolved',
  turn: 'none',
  resolvedBy: 'UBO',
  resolvedAt: at,
  reason: 'bug_fixed',
  answer: 'Reissue it.',
  handledBy: 'squad',
} as const;
