import type { Because } from '../../../src/domain/rotation/plan';
import { whyText } from '../../../src/views/rotation/why';

const names: Record<string, string> = { ana: 'Ana', ben: 'Ben', cy: 'Cy', dee: 'Dee' };
const why = (user: string, asker: string, ...reasons: Because[]) =>
  whyText({ user, asker, turn: 37, reasons, after: () => ['ben'], awayUntil, nameOf: (id) => names[id ?? ''] ?? 'Somebody' });
const awayUntil = (id: string) => (id === 'cy' ? '12 March' : null);
const chosen = { member: 'ana', balance: 5 };
const candidates = [{ member: 'dee', balance: 10, tired: true as const }, chosen, { member: 'cy', balance: 0, excluded: 'away' as const }];
const several = [{ member: 'ben', balance: 5, tired: true as const }, chosen, { member: 'cy', balance: 0, excluded: 'away' as const }];

test.each<[string, string, string, Because[]]>([
  ['Turn 37 is yours: you come after Ben.', 'ana', 'ana', [{ why: 'holder', member: 'ana' }]],
  ['Turn 37 is Ana’s: Ana comes after you.', 'ana', 'ben', [{ why: 'holder', member: 'ana' }]],
  [
    'Turn 37 is Cy’s: Cy comes after Ben. It was exchanged with turn 39, for somebody is away: both keep their count.',
    ...(['ana', 'ana'] as const),
    [
      { why: 'holder', member: 'cy' },
      { why: 'exchanged', with: 39 },
    ],
  ],
  ['You cover for Ben. Cy was next for cover but is away until 12 March.', 'ana', 'ana', [{ why: 'covering', for: 'ben', candidates }]],
  ['Ana covers for you. Cy was next for cover but is away until 12 March.', 'ana', 'ben', [{ why: 'covering', for: 'ben', candidates }]],
  ['You have done least so far. Cy was next but is away until 12 March.', 'ana', 'ana', [{ why: 'balance', candidates }]],
  [
    'Ana has done least so far. Cy was next but is away until 12 March. Passed over as well: Ben would have too little rest.',
    ...(['ana', 'dee'] as const),
    [{ why: 'balance', candidates: several }],
  ],
  [
    'Ana covers for Ben. You were next for cover but are away until 12 March.',
    ...(['ana', 'cy'] as const),
    [{ why: 'covering', for: 'ben', candidates }],
  ],
  [
    'Ana has done least so far. Dee was next but is away.',
    ...(['ana', 'ben'] as const),
    [{ why: 'balance', candidates: [chosen, { member: 'dee', balance: 4, excluded: 'away' }] }],
  ],
  ['Cy took it from you in a swap.', 'cy', 'ana', [{ why: 'swapped', from: 'ana' }]],
  ['You took over from Ben.', 'ana', 'ana', [{ why: 'tookOver', from: 'ben' }]],
  ['A lead put Cy on instead of Ben.', 'cy', 'ana', [{ why: 'changed', from: 'ben' }]],
  ['A lead put you on as well.', 'ana', 'ana', [{ why: 'changed', from: null }]],
])('%s', (text, user, asker, reasons) => expect(why(user, asker, ...reasons)).toBe(text));
