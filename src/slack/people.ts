import { type Transaction, writeTx } from '../database';
import type { Person } from '../generated/sqlite/client';
import { isFresh, type Lookup, listEveryMs } from './cache';
import { coalesced } from './coalesce';
import type { People } from './index';
import type { Outcome } from './outcome';
import { SlackUnavailable } from './unavailable';
import { type PersonFacts, personOf } from './user';

export function createPeople(lookup: Lookup): People {
  const { workspaceId, db, clock, client } = lookup;
  const asking = coalesced<Person | null>();
  const opening = coalesced<Outcome<string>>();
  const listing = coalesced<void>();
  let listedAt: Date | undefined;

  const known = (userId: string) => db.read.person.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } });
  const refresh = (userId: string) => asking(userId, () => ask(userId));

  async function ask(userId: string): Promise<Person | null> {
    const outcome = await client.call('users.info', { user: userId });
    if (outcome.is === 'ok') return keep(personOf(outcome.answer.user, workspaceId));
    if (outcome.is === 'refused' && nobody.has(outcome.error)) return null;
    throw new SlackUnavailable('users.info', outcome);
  }

  const keep = (person: PersonFacts) => writeTx(db, (tx) => remember(tx, person, clock.now()));

  async function get(userId: string): Promise<Person | null> {
    const old = await known(userId);
    if (old && isFresh(old.refreshedAt, clock.now())) return old;
    return refresh(userId).catch((error: unknown) => {
      if (old && error instanceof SlackUnavailable) return old;
      throw error;
    });
  }

  async function find(written: string): Promise<Person | null> {
    const wanted = written.trim();
    if (isUserId(wanted)) return get(wanted);
    if (isEmail(wanted)) return findByEmail(wanted.toLowerCase());

    const handle = wanted.replace(/^@/, '').toLowerCase();
    return (await called(handle)) ?? ((await listAll()) ? called(handle) : null);
  }

  async function findByEmail(email: string): Promise<Person | null> {
    const outcome = await client.call('users.lookupByEmail', { email });
    if (outcome.is === 'ok') return keep(personOf(outcome.answer.user, workspaceId));
    if (outcome.is === 'refused' && nobody.has(outcome.error)) return null;
    const old = await db.read.person.findFirst({ where: { workspaceId, email } });
    if (old) return old;
    throw new SlackUnavailable('users.lookupByEmail', outcome);
  }

  /** By handle, else by the name that Slack shows, when one person alone bears it. */
  async function called(handle: string): Promise<Person | null> {
    const byHandle = await db.read.person.findFirst({ where: { workspaceId, name: handle }, orderBy: { isDeleted: 'asc' } });
    if (byHandle) return byHandle;
    const active = await db.read.person.findMany({ where: { workspaceId, isDeleted: false, isBot: false } });
    const shown = active.filter(({ displayName }) => displayName.toLowerCase() === handle);
    return shown.length === 1 ? (shown[0] as Person) : null;
  }

  /** Learns everybody; `false` when that was done a moment ago. */
  async function listAll(): Promise<boolean> {
    const now = clock.now();
    if (listedAt && Math.abs(now.getTime() - listedAt.getTime()) < listEveryMs) return false;
    await listing('all', readAll);
    listedAt = now;
    return true;
  }

  async function readAll(): Promise<void> {
    let cursor: string | undefined;
    do {
      const outcome = await client.call('users.list', { limit: 200, ...(cursor && { cursor }) });
      if (outcome.is !== 'ok') throw new SlackUnavailable('users.list', outcome);
      const page = (outcome.answer.members ?? []).map((user) => personOf(user, workspaceId));
      await writeTx(db, async (tx) => {
        for (const person of page) await remember(tx, person, clock.now());
      });
      cursor = outcome.answer.response_metadata?.next_cursor || undefined;
    } while (cursor);
  }

  async function direct(userId: string): Promise<Outcome<string>> {
    const channel = (await known(userId))?.directChannel ?? opened.get(userId);
    return channel ? { is: 'ok', answer: channel } : opening(userId, () => open(userId));
  }

  /** Of people that we have not met yet: there is no row to keep it in. */
  const opened = new Map<string, string>();

  async function open(userId: string): Promise<Outcome<string>> {
    const outcome = await client.call('conversations.open', { users: userId });
    if (outcome.is !== 'ok') return outcome;
    const channel = outcome.answer.channel?.id;
    if (!channel) return { is: 'unknown', error: 'answer_unreadable' };
    await keepDirect(userId, channel);
    return { is: 'ok', answer: channel };
  }

  async function keepDirect(userId: string, directChannel: string | null): Promise<void> {
    const { count } = await writeTx(db, (tx) => tx.person.updateMany({ where: { workspaceId, userId }, data: { directChannel } }));
    if (count === 0 && directChannel) opened.set(userId, directChannel);
    else opened.delete(userId);
  }

  return {
    get,
    refresh,
    find,
    direct,
    forgetDirect: (userId) => keepDirect(userId, null),
    async learn(user) {
      await keep(personOf(user, workspaceId));
    },
  };
}

const nobody = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);
const isUserId = (text: string) => /^[UW][A-Z0-9]{2,}$/.test(text);
const isEmail = (text: string) => /^[^@\s]+@[^@\s]+$/.test(text);

async function remember(tx: Transaction, { zone, ...person }: PersonFacts, refreshedAt: Date): Promise<Person> {
  const { workspaceId, userId } = person;
  return tx.person.upsert({
    where: { workspaceId_userId: { workspaceId, userId } },
    create: { ...person, zone: zone ?? 'UTC', refreshedAt },
    update: { ...person, ...(zone !== undefined && { zone }), refreshedAt },
  });
}
