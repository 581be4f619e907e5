/** Where Tallwick talks. Backline is in the support channels and the squads' channels, and not where nobody invited it. */
import type { SeedChannel } from '../seed';
import { acme, idOf, people, tallwick } from './people';

const agents = ['ana', 'luis', 'tomas', 'grace', 'jo', 'nils'];
const support = [...agents, 'sam', 'maya'];
const billing = ['bo', 'cy', 'dana', 'priya'];
const checkout = ['elif', 'finn', 'gabe', 'hana'];
const integrations = ['ivo', 'jess', 'ken', 'lena'];
const squads = [...billing, ...checkout, ...integrations];
const everybody = people
  .filter((person) => person.teamId === tallwick.id && !person.isGuest && !person.isBot && !person.deleted)
  .map(({ key }) => key);

interface Row {
  key: string;
  id: string;
  kind: SeedChannel['kind'];
  members: string[];
  topic?: string;
  purpose?: string;
  creator?: string;
  backline?: true;
  more?: Partial<SeedChannel>;
}

const rows: Row[] = [
  {
    key: 'general',
    id: 'C01GENERAL',
    kind: 'public',
    members: everybody,
    topic: 'Company news, releases, birthdays',
    purpose: 'Everybody at Tallwick',
    more: { isGeneral: true },
  },
  {
    key: 'support',
    id: 'C01SUPPORT',
    kind: 'public',
    members: [...support, ...squads, 'pat', 'kai'],
    topic: 'Questions from customers, one thread each. On fire? Use #support-urgent',
    purpose: 'Support agents help each other here before they ask a squad',
    creator: 'maya',
    backline: true,
  },
  {
    key: 'support-urgent',
    id: 'C01URGENT',
    kind: 'public',
    members: [...support, ...squads, 'ty', 'pat', 'statuslamp'],
    topic: 'Something is down, or somebody is about to leave us',
    purpose: 'Only for what cannot wait an hour',
    creator: 'maya',
    backline: true,
  },
  {
    key: 'product',
    id: 'C01PRODUCT',
    kind: 'public',
    members: ['olga', 'priya', 'hana', 'lena', 'ty', 'pat', 'maya', 'luis', 'sam'],
    topic: 'What we build next, and why',
    purpose: 'Product managers and everybody with an opinion',
    creator: 'olga',
  },
  {
    key: 'billing-squad',
    id: 'C01BILLING',
    kind: 'public',
    members: [...billing, 'sam', 'maya', 'ty', 'ana', 'luis'],
    topic: 'Invoices, taxes, credit notes, dunning. On call this week: Bo',
    purpose: 'The Billing squad',
    creator: 'priya',
    backline: true,
  },
  {
    key: 'checkout-squad',
    id: 'C01CHECKOUT',
    kind: 'public',
    members: [...checkout, 'sam', 'ty', 'jo'],
    topic: 'Payment pages and cards. On call this week: Elif',
    purpose: 'The Checkout squad',
    creator: 'hana',
    backline: true,
  },
  {
    key: 'integrations-squad',
    id: 'C01INTEGRATE',
    kind: 'public',
    members: [...integrations, 'sam', 'ty', 'grace'],
    topic: 'Bank feeds, accounting exports, API. On call this week: Ivo',
    purpose: 'The Integrations squad',
    creator: 'lena',
    backline: true,
  },
  {
    key: 'billing-private',
    id: 'C01BILLPRIV',
    kind: 'private',
    members: [...billing, 'rosa', 'maya', 'ty'],
    topic: 'Chargebacks, contracts, names: nothing leaves this room',
    purpose: 'What the Billing squad may not discuss in public',
    creator: 'priya',
    backline: true,
  },
  {
    key: 'support-leads',
    id: 'C01LEADS',
    kind: 'private',
    members: ['maya', 'luis', 'jo', 'sam'],
    topic: 'Staffing and goodwill',
    purpose: 'Leads of the support team',
    creator: 'maya',
  },
  {
    key: 'ext-acme',
    id: 'C01EXTACME',
    kind: 'public',
    members: ['pat', 'ana', 'priya', 'rosa', 'hugo'],
    topic: 'Shared with Acme GmbH',
    purpose: 'Tallwick and Acme GmbH',
    creator: 'pat',
    backline: true,
    more: { sharedWith: [acme.id] },
  },
  {
    key: 'translations',
    id: 'C01WORDING',
    kind: 'public',
    members: ['zoe', 'priya', 'hana', 'lena', 'olga'],
    topic: 'Words on invoices, in nine languages',
    purpose: 'With Zoe, our translator',
    creator: 'olga',
  },
  { key: 'ana-sam', id: 'D01ANASAM', kind: 'im', members: ['ana', 'sam'], creator: 'ana' },
  { key: 'ana-luis-nils', id: 'G01ANALUIS', kind: 'mpim', members: ['ana', 'luis', 'nils'], creator: 'luis' },
];

/** Two years of company life before the story begins. */
const founded = (now: Date): Date => new Date(now.getTime() - 730 * 86_400_000);

export function channels(now: Date): SeedChannel[] {
  return rows.map(({ key, id, kind, members, topic = '', purpose = '', creator = 'kai', backline, more }) => ({
    key,
    id,
    kind,
    members: members.map(idOf),
    botIsMember: backline === true,
    creator: idOf(creator),
    created: founded(now),
    topic,
    purpose,
    ...more,
  }));
}

export const channelIdOf = (key: string): string => {
  const row = rows.find((candidate) => candidate.key === key);
  if (!row) throw new Error(`no channel of the story is called ${key}`);
  return row.id;
};
