import { consentNeeded, placeOf } from '../../../src/domain/places';

const channel = { isPrivate: false, isDirect: false, isExternal: false, isArchived: false, isMember: true, memberCount: 3 };
const person = { isBot: false, isDeleted: false, isGuest: false, isExternal: false };
const bot = { ...person, isBot: true };
const team = [person, person, bot];

test.each([
  ['a public channel', channel, team, { kind: 'public', readers: 2, outsiders: false, agentsPlace: true }],
  ['a private channel', { ...channel, isPrivate: true }, team, { kind: 'private', readers: 2, outsiders: false, agentsPlace: true }],
  ['a direct message', { ...channel, isPrivate: true, isDirect: true }, team, { kind: 'direct', agentsPlace: false }],
  [
    'a channel shared with another company',
    { ...channel, isExternal: true },
    team,
    { kind: 'external', outsiders: true, agentsPlace: false },
  ],
  ['a private shared one', { ...channel, isExternal: true, isPrivate: true }, team, { kind: 'external', agentsPlace: false }],
  ['a group message with another company', { ...channel, isExternal: true, isDirect: true }, team, { kind: 'external' }],
  ['a channel with a guest', channel, [...team, { ...person, isGuest: true }], { kind: 'public', outsiders: true, agentsPlace: false }],
  ['one with somebody of another company', channel, [{ ...person, isExternal: true }], { outsiders: true, agentsPlace: false }],
  ['one with somebody nobody knows', channel, [person, null], { outsiders: true, agentsPlace: false, readers: 2 }],
  [
    'one with a guest who has left the company',
    channel,
    [person, { ...person, isGuest: true, isDeleted: true }],
    { outsiders: false, readers: 1 },
  ],
  ['one that Backline is not in', { ...channel, isMember: false }, team, { kind: 'public', agentsPlace: false }],
  ['an archived one', { ...channel, isArchived: true }, team, { agentsPlace: false }],
  ['one whose members were not looked up', { ...channel, memberCount: 214 }, [], { readers: 214 }],
])('%s is a place of its kind', (_, facts, members, place) => {
  expect(placeOf(facts, members)).toMatchObject(place);
});

test('a question that comes from no thread has no place', () => {
  expect(placeOf(null, team)).toEqual({ kind: 'none', readers: 0, outsiders: false, agentsPlace: false });
});

test('only what everybody in the company can read leaves without a yes', () => {
  const kinds = ['public', 'private', 'direct', 'external', 'none'] as const;
  expect(kinds.filter(consentNeeded)).toEqual(['private', 'direct', 'external']);
});
