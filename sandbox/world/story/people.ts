/** Who works at Tallwick, and who comes by: the cast of the story. */
import type { SeedApp, SeedPerson, SeedTeam } from '../seed';

export const tallwick: SeedTeam = { id: 'T01TALLWICK', name: 'Tallwick', domain: 'tallwick' };
export const acme: SeedTeam = { id: 'T01ACME', name: 'Acme GmbH', domain: 'acme-gmbh' };

/** The monitoring app that speaks up when something is slow. */
export const statuslamp: SeedApp = { appId: 'A01LAMP', botId: 'B01LAMP', userId: 'U01LAMP', name: 'Statuslamp' };

const zones = { tallinn: 'Europe/Tallinn', lisbon: 'Europe/Lisbon', newYork: 'America/New_York', manila: 'Asia/Manila' };

/** Dark enough for white initials to be read on them. */
const palette = ['1f3a5f', '7a3e2b', '2e6b4f', '6b3fa0', '8a4b08', '0f5c6e', '99305a', '4a5a23', '4b4f8f', '7d2f2f', '2b5f8a', '5a4632'];

type Place = keyof typeof zones;
type Row = [key: string, realName: string, role: string, place: Place, more?: Partial<SeedPerson>];

const staff: Row[] = [
  ['ana', 'Ana Ferreira', 'Support agent', 'lisbon'],
  ['luis', 'Luis Carvalho', 'Senior support agent', 'lisbon'],
  ['tomas', 'Tomas Rebane', 'Support agent', 'tallinn'],
  ['grace', 'Grace Villanueva', 'Support agent', 'manila'],
  ['jo', 'Jo Whitaker', 'Support agent', 'newYork'],
  ['nils', 'Nils Bergholm', 'Support agent, new this month', 'tallinn'],
  ['sam', 'Sam Okafor', 'Support engineer', 'newYork'],
  ['maya', 'Maya Kask', 'Support manager', 'tallinn'],

  ['bo', 'Bo Andersen', 'Engineer, Billing', 'tallinn'],
  ['cy', 'Cy Mercado', 'Engineer, Billing', 'manila'],
  ['dana', 'Dana Lopes', 'Engineer, Billing', 'lisbon'],
  ['priya', 'Priya Raman', 'Product manager, Billing', 'lisbon'],

  ['elif', 'Elif Aydin', 'Engineer, Checkout', 'tallinn'],
  ['finn', 'Finn Doyle', 'Engineer, Checkout', 'newYork'],
  ['gabe', 'Gabe Torres', 'Engineer, Checkout', 'manila'],
  ['hana', 'Hana Mori', 'Product manager, Checkout', 'newYork'],

  ['ivo', 'Ivo Tamm', 'Engineer, Integrations', 'tallinn'],
  ['jess', 'Jess Laurent', 'Engineer, Integrations', 'lisbon'],
  ['ken', 'Ken Abad', 'Engineer, Integrations', 'manila'],
  ['lena', 'Lena Vogt', 'Product manager, Integrations', 'tallinn'],

  ['ty', 'Ty Brooks', 'Head of engineering', 'newYork'],
  ['olga', 'Olga Meri', 'Head of product', 'tallinn'],
  ['pat', 'Pat Nguyen', 'Customer success manager', 'newYork'],
  ['rosa', 'Rosa Almeida', 'Finance lead', 'lisbon'],
  ['kai', 'Kai Saar', 'Workspace admin', 'tallinn', { isAdmin: true, isOwner: true }],

  ['zoe', 'Zoe Martin', 'Translator, guest', 'lisbon', { isGuest: true, email: 'zoe@wordsmith.example' }],
  ['wes', 'Wes Palmer', 'Engineer, Billing, left in spring', 'newYork', { deleted: true }],
  [
    'hugo',
    'Hugo Brandt',
    'Head of accounting at Acme GmbH',
    'tallinn',
    { isStranger: true, teamId: acme.id, tz: 'Europe/Berlin', email: 'hugo.brandt@acme.example' },
  ],
  ['statuslamp', 'Statuslamp', 'App', 'newYork', { isBot: true, id: statuslamp.userId, email: '' }],
];

export const people: SeedPerson[] = staff.map(([key, realName, role, place, more], index) => ({
  key,
  id: `U01${key.toUpperCase()}`,
  teamId: tallwick.id,
  realName,
  displayName: key === 'statuslamp' ? 'Statuslamp' : (realName.split(' ')[0] ?? realName),
  role,
  email: `${key}@tallwick.example`,
  tz: zones[place],
  color: palette[index % palette.length] ?? '1f3a5f',
  ...more,
}));

export const idOf = (key: string): string => {
  const person = people.find((candidate) => candidate.key === key);
  if (!person) throw new Error(`nobody in the story is called ${key}`);
  return person.id;
};
