import {
  type ChannelFacts,
  keywordsIn,
  type SquadDraft,
  type SquadSurroundings,
  squadDefaults,
  squadKey,
  squadProblems,
} from '../../../src/domain/squads/rules';

test.each([
  ['Billing', 'billing'],
  ['Billing & Tax', 'billing-tax'],
  ['  Trust  and   Safety ', 'trust-and-safety'],
  ['Zahlungen (Süd)', 'zahlungen-süd'],
  ['支払い', '支払い'],
  ['!!!', ''],
])('a squad called “%s” has the key “%s”', (name, key) => {
  expect(squadKey(name)).toBe(key);
});

test('keywords are read as people type them', () => {
  expect(keywordsIn(' Invoice, VAT ,credit   note,,invoice\nRefund')).toEqual(['invoice', 'vat', 'credit note', 'refund']);
  expect(keywordsIn(' ')).toEqual([]);
});

const channels: Record<string, Partial<ChannelFacts>> = {
  C1: { name: 'billing-squad' },
  C2: { name: 'old', isArchived: true },
  C3: { name: 'secret', isPrivate: true, isMember: false },
  C4: { name: 'billing-private', isPrivate: true, isMember: true },
  C5: { name: 'with-acme', isExternal: true },
  C6: { name: 'checkout-squad' },
  D1: { name: 'ana', isDirect: true, isPrivate: true },
};
const people: Record<string, object> = {
  UBO: { displayName: 'Bo' },
  UZOE: { displayName: 'Zoe', isGuest: true },
  UWES: { displayName: 'Wes', isDeleted: true },
  UHUGO: { displayName: 'Hugo', isExternal: true },
  ULAMP: { displayName: 'Statuslamp', isBot: true },
};
const around: SquadSurroundings = {
  others: [{ name: 'Checkout', key: 'checkout', channelId: 'C6' }],
  channel: (id) =>
    channels[id]
      ? {
          channelId: id,
          name: id,
          isPrivate: false,
          isDirect: false,
          isExternal: false,
          isArchived: false,
          isMember: true,
          ...channels[id],
        }
      : null,
  person: (id) =>
    people[id]
      ? { userId: id, displayName: id, isBot: false, isDeleted: false, isGuest: false, isExternal: false, isAdmin: false, ...people[id] }
      : null,
};
const draft = (over: Partial<SquadDraft>): SquadDraft => ({ ...squadDefaults, name: 'Billing', channelId: 'C1', ...over });

test('a name and a channel are enough', () => {
  expect(squadProblems(draft({}), around)).toEqual({});
  expect(
    squadProblems(draft({ pms: ['UBO'], members: ['UBO'], manager: 'UBO', restrictedChannelId: 'C4', zone: 'Europe/Tallinn' }), around),
  ).toEqual({});
});

test.each<[string, Partial<SquadDraft>, keyof SquadDraft, string]>([
  ['no name', { name: '  ' }, 'name', 'Give the squad a name.'],
  ['a name of signs only', { name: '!!!' }, 'name', 'The name needs a letter or a digit.'],
  ['a name that is taken, in other letters', { name: 'CHECKOUT!' }, 'name', 'There is a squad “Checkout” already.'],
  ['a long name', { name: 'x'.repeat(76) }, 'name', 'At most 75 characters.'],
  ['an archived channel', { channelId: 'C2' }, 'channelId', '#old is archived. Choose another one, or unarchive it first.'],
  [
    'a private channel without Backline',
    { channelId: 'C3' },
    'channelId',
    'Backline is not in this private channel: type “/invite @Backline” there, then save again.',
  ],
  [
    'a channel that Slack does not show us',
    { channelId: 'C404' },
    'channelId',
    'Backline is not in this private channel: type “/invite @Backline” there, then save again.',
  ],
  ['a direct message', { channelId: 'D1' }, 'channelId', 'This is a conversation between people. Choose a channel.'],
  [
    'a Slack Connect channel',
    { channelId: 'C5' },
    'channelId',
    '#with-acme is shared with another company, who would read along. Choose a channel of your own.',
  ],
  ['the channel of another squad', { channelId: 'C6' }, 'channelId', '#checkout-squad is the channel of Checkout already.'],
  ['a guest', { members: ['UBO', 'UZOE'] }, 'members', 'Zoe is a guest. Only full members can be named.'],
  ['a deactivated person', { pms: ['UWES'] }, 'pms', 'Wes is deactivated.'],
  ['somebody of another company', { manager: 'UHUGO' }, 'manager', 'Hugo belongs to another company.'],
  ['an app', { members: ['ULAMP'] }, 'members', 'Statuslamp is an app.'],
  ['nobody', { manager: 'U404' }, 'manager', 'Slack knows nobody called U404.'],
  [
    'a public restricted channel',
    { restrictedChannelId: 'C6' },
    'restrictedChannelId',
    '#checkout-squad is public. A restricted channel is a private one.',
  ],
  [
    'a restricted channel without Backline',
    { restrictedChannelId: 'C3' },
    'restrictedChannelId',
    'Backline is not in this private channel: type “/invite @Backline” there, then save again.',
  ],
  ['the same channel twice', { restrictedChannelId: 'C1' }, 'restrictedChannelId', 'Choose another channel than the squad’s own.'],
  ['a zone that does not exist', { zone: 'Europe/Talinn' }, 'zone', 'There is no time zone “Europe/Talinn”. Say it like Europe/Tallinn.'],
  [
    'keywords without commas',
    { keywords: ['invoice vat refund '.repeat(5)] },
    'keywords',
    '“invoice vat refund i…” is too long: put commas between keywords.',
  ],
])('%s is told beside its field', (_, over, field, problem) => {
  expect(squadProblems(draft(over), around)).toEqual({ [field]: problem });
});
