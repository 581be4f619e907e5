import { readSettings } from '../../../src/domain/settings/yaml';

const mistakesIn = (text: string) => {
  const read = readSettings(text);
  return read.ok ? [] : read.mistakes.map(({ line, field, problem }) => `${line} ${field}: ${problem}`);
};

test('an empty file says nothing, and nothing is wrong with it', () => {
  expect(readSettings('')).toMatchObject({ ok: true, file: {} });
  expect(readSettings('# later\n')).toMatchObject({ ok: true, file: {} });
});

test('every mistake is told with its line and field', () => {
  expect(
    mistakesIn(`squads:
  - name: Billing
    channel: "#billing-squad"
    chanel: oops
    keywords: vat
  - name: ""
    pms: ["@priya", 5]
people:
  admins: kai
hours:
  weekly: [9]
  exceptions:
    "2026-12-24": closed
`),
  ).toEqual([
    '4 squads[0].chanel: There is no such setting.',
    '5 squads[0].keywords: Write keywords as a list, like [invoice, vat].',
    '6 squads[1].name: Give the squad a name.',
    '7 squads[1].pms[1]: Write a person as "@handle", an e-mail address or a U… id.',
    '9 people.admins: Write people as a list, like ["@ana", "bo@example.com"].',
    '11 hours.weekly[0]: Write hours like "Mon-Fri 09:00-17:00".',
    '13 hours.exceptions["2026-12-24"]: Write the hours of that day as a list, like ["09:00-14:00"]; [] is closed.',
  ]);
});

test.each(['policies', 'features', 'shadowing', 'broadcasts', 'wording'])(
  '%s are kindly refused: they would be thought to be set',
  (key) => {
    expect(mistakesIn(`hours:\n  zone: UTC\n${key}: []\n`)).toEqual([
      `3 ${key}: This is not available in this version of Backline. Leave it out.`,
    ]);
  },
);

test('so is the rotation of a squad', () => {
  expect(mistakesIn('squads:\n  - name: Billing\n    rotation: Billing on-call\n')).toEqual([
    '3 squads[0].rotation: This is not available in this version of Backline. Leave it out.',
  ]);
});

test.each([
  ['an unquoted handle', 'people:\n  admins: [@kai]\n', 2, 'Put it in quotes: "@ana".'],
  ['a key given twice', 'people: {}\npeople: {}\n', 2, 'Map keys must be unique'],
  ['a file that ends in the middle', 'squads:\n  - name: "Billing\n', 3, 'This is not YAML'],
])('%s is not YAML, and the line is named', (_, text, line, words) => {
  const read = readSettings(text);
  expect(read).toMatchObject({
    ok: false,
    mistakes: expect.arrayContaining([{ line, field: '', problem: expect.stringContaining(words) }]),
  });
});

test('an unquoted channel is a comment to YAML, which is said', () => {
  expect(mistakesIn('squads:\n  - name: Billing\n    channel: #billing-squad\n')).toEqual([
    '3 squads[0].channel: Write a channel as "#name" (in quotes: a bare # begins a comment) or a C… id.',
  ]);
});

test.each(['- a list', 'just words', '5'])('%s is no settings file', (text) => {
  expect(mistakesIn(text)).toEqual(['1 : Write settings by their entry, like `squads:` or `hours:`.']);
});
