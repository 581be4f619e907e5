import { type Dice, diceFor } from '../dice';

/** How the question comes to the squad: from a thread by its shortcut, by the command with a link to it, or from no thread. */
export type Origin = 'shortcut' | 'link' | 'alone';
export type Side = 'agents' | 'squad';

/** One thing that somebody does. People are named by their key in the world. */
export type Step =
  /** Several press `Claim` at the same time. */
  | { do: 'claim'; by: string[] }
  | { do: 'say'; side: Side; by: string; text: string; after: 'leave' | 'edit' | 'delete' | 'edit and delete'; inside: boolean }
  | { do: 'ask'; by: string; words: string }
  | { do: 'answer'; how: 'button' | 'message'; passFirst: boolean }
  | { do: 'carry on'; by: string }
  | { do: 'take over'; by: string }
  | { do: 'release' }
  | { do: 'resolve'; by: string; words: string }
  | { do: 'reopen'; by: string; from: Side; words: string }
  | { do: 'accept' };

/** The life of one escalation, from the question on. */
export interface Story {
  title: string;
  squad: Squad;
  severity: string;
  agent: string;
  origin: Origin;
  /** Said in the thread before it is escalated, the root first. */
  before: { by: string; text: string }[];
  steps: Step[];
}

export interface Squad {
  name: string;
  /** By key. */
  channel: string;
  engineers: string[];
}

const squads: Squad[] = [
  { name: 'Billing', channel: 'billing-squad', engineers: ['bo', 'cy', 'dana'] },
  { name: 'Checkout', channel: 'checkout-squad', engineers: ['elif', 'finn', 'gabe'] },
  { name: 'Integrations', channel: 'integrations-squad', engineers: ['ivo', 'jess', 'ken'] },
];
const agents = ['ana', 'luis', 'tomas', 'grace', 'jo'];
const subjects = [
  'Invoice shows VAT twice',
  'Card declined at the last step',
  'Bank feed stopped on Monday',
  'Refund went to the old card',
];
const severities = ['S1 Critical', 'S2 High', 'S3 Normal', 'S4 Low'];

/** The nth escalation of a run. */
export function storyOf(seed: number, index: number): Story {
  const dice = diceFor(seed, `story ${index}`);
  const squad = dice.pick(squads);
  const agent = dice.pick(agents);
  const origin = dice.pick<Origin>(['shortcut', 'shortcut', 'link', 'alone']);
  // No token is part of another: by it a text is found again wherever it is shown.
  let said = 0;
  const token = () => `«${index}.${++said}»`;
  const teller = { dice, squad, agent, token };
  const before =
    origin === 'alone'
      ? []
      : Array.from({ length: dice.between(1, 4) }, (_, n) => ({
          by: n === 0 ? agent : dice.pick(agents),
          text: `${token()} ${dice.pick(remarks)}`,
        }));
  return {
    title: `Case ${index}: ${dice.pick(subjects)}`,
    squad,
    severity: dice.pick(severities),
    agent,
    origin,
    before,
    steps: life(teller),
  };
}

const remarks = [
  'Same result after a second try.',
  'The customer closes the month tomorrow & cannot wait.',
  'Only with *annual* plans, it seems.',
  'Is <!channel> aware of it?',
  'See https://help.tallwick.example/tickets/8812 for the numbers.',
];

interface Teller {
  dice: Dice;
  squad: Squad;
  agent: string;
  token(): string;
}

function life(teller: Teller): Step[] {
  const { dice, squad, token } = teller;
  const engineer = () => dice.pick(squad.engineers);
  const steps: Step[] = [...talk(teller)];
  if (dice.chance(0.25)) steps.push(claim(teller), { do: 'release' }, ...talk(teller));
  const claimed = claim(teller);
  steps.push(claimed);
  const others = squad.engineers.filter((one) => !claimed.by.includes(one));
  if (dice.chance(0.25)) steps.push({ do: 'take over', by: dice.pick(others) });
  steps.push(...talk(teller));
  if (dice.chance(0.6))
    steps.push({ do: 'ask', by: engineer(), words: `${token()} which plan did they leave?` }, asked(teller), ...talk(teller));
  steps.push({ do: 'resolve', by: engineer(), words: `${token()} reissue it from the invoice page` });
  if (dice.chance(0.35)) {
    const from = dice.pick<Side>(['agents', 'squad']);
    steps.push(
      { do: 'reopen', from, by: from === 'agents' ? teller.agent : engineer(), words: `${token()} it is back on the new one` },
      ...talk(teller),
    );
    steps.push({ do: 'resolve', by: engineer(), words: `${token()} now it is right` });
  }
  if (dice.chance(0.75)) steps.push({ do: 'accept' });
  return steps;
}

function claim({ dice, squad }: Teller): Extract<Step, { do: 'claim' }> {
  const [one = '', another = ''] = dice.chance(0.5) ? squad.engineers : [...squad.engineers].reverse();
  return { do: 'claim', by: dice.chance(0.5) ? [one, another] : [one] };
}

function asked({ dice, squad }: Teller): Step {
  if (dice.chance(0.2)) return { do: 'carry on', by: dice.pick(squad.engineers) };
  return { do: 'answer', how: dice.pick(['button', 'message']), passFirst: dice.chance(0.3) };
}

function talk({ dice, squad, agent, token }: Teller): Step[] {
  return Array.from({ length: dice.between(0, 3) }, () => {
    const side = dice.pick<Side>(['agents', 'squad']);
    const inside = side === 'squad' && dice.chance(0.15);
    return {
      do: 'say',
      side,
      by: side === 'agents' ? agent : dice.pick(squad.engineers),
      text: `${inside ? '🔒 ' : ''}${token()} ${dice.pick(remarks)}`,
      after: dice.pick(['leave', 'leave', 'leave', 'edit', 'delete', 'edit and delete']),
      inside,
    };
  });
}
