import type { Because } from '../../../src/domain/rotation/plan';
import { whyText } from '../../../src/views/rotation/why';

const names: Record<string, string> = { ana: 'Ana', ben: 'Ben', cy: 'Cy', dee: 'Dee' };
const why = (user: string, asker: string, ...reasons: Because[]) =>
  whyText({ user, asker, turn: 37, reasons, after: () => ['ben'], nameOf: (id) => names[id ?? ''] ?? 'Somebody' });
const candidates = [
  { member: 'cy', balance: 0, excluded: 'away' as const },
  { member: 'dee', balance: 10, tired: true as const },
  { member: 'ana', balance: 5 },
];

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
  [
    'You cover for Ben. Passed over: Cy is away and Dee would have too little rest.',
    'ana',
    'ana',
    [{ why: 'covering', for: 'ben', candidates }],
  ],
  [
    'Ana covers for you. Passed over: Cy is away and Dee would have too little rest.',
    'ana',
    'ben',
    [{ why: 'covering', for: 'ben', candidates }],
  ],
  [
    'You have done least so far. Passed over: Cy is away and Dee would have too little rest.',
    'ana',
    'ana',
    [{ why: 'balance', candidates }],
  ],
  ['Cy took it from you in a swap.', 'cy', 'ana', [{ why: 'swapped', from: 'ana' }]],
  ['You took over from Ben.', 'ana', 'ana', [{ why: 'tookOver', from: 'ben' }]],
  ['A lead put Cy on instead of Ben.', 'cy', 'ana', [{ why: 'changed', from: 'ben' }]],
  ['A lead put you on as well.', 'ana', 'ana', [{ why: 'changed', from: null }]],
])('%s', (text, user, asker, reasons) => expect(why(user, asker, ...reasons)).toBe(text));
