import { writeTx } from '../../../src/database';
import { auditLog } from '../../../src/domain/audit/store';
import { nameRights } from '../../../src/domain/people/store';
import { onDuty } from '../../../src/domain/rotation/onDuty';
import { mayActForSquad, squadPeople } from '../../../src/domain/squads/rights';
import { type SquadDraft, squadDefaults } from '../../../src/domain/squads/rules';
import { addSquad, changeSquad, draftOf, removeSquad, searchSquads, squadByKey, squadOf, squadsOf } from '../../../src/domain/squads/store';
import { type FreshDatabase, freshDatabase } from '../../support/database';
import { channelIdOf, idOf, knownChannels, knownPeople, knownWorkspace, monday, workspaceId } from '../settings/facts';

let fresh: FreshDatabase;
const kai = idOf('kai');

beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, {
    kai: { isAdmin: true },
    bo: {},
    cy: {},
    dana: {},
    sam: {},
    ty: {},
    ana: {},
    zoe: { isGuest: true },
    wes: { isDeleted: true },
    lamp: { isBot: true },
  });
  await knownChannels(fresh.db, { 'billing-squad': { members: ['dana', 'cy', 'bo', 'zoe', 'wes', 'lamp'] } });
});
afterEach(() => fresh.drop());

const billing: SquadDraft = { ...squadDefaults, name: 'Billing', channelId: channelIdOf('billing-squad') };
const add = (draft: SquadDraft) => writeTx(fresh.db, (tx) => addSquad(tx, workspaceId, draft, kai, monday));
const change = async (id: string, over: Partial<SquadDraft>) => {
  const squad = await squadOf(fresh.db.read, id);
  if (!squad) throw new Error('no such squad');
  return writeTx(fresh.db, (tx) => changeSquad(tx, squad, { ...draftOf(squad), ...over }, kai, monday));
};

describe('a squad', () => {
  test('is kept with its people in the order they were named', async () => {
    const draft = {
      ...billing,
      pms: [idOf('dana')],
      members: [idOf('cy'), idOf('bo')],
      keywords: ['vat'],
      manager: idOf('ty'),
      zone: 'Europe/Tallinn',
    };
    const { id } = await add(draft);
    expect(await squadsOf(fresh.db.read, workspaceId)).toEqual([{ ...draft, id, workspaceId, key: 'billing' }]);
    expect(await squadByKey(fresh.db.read, workspaceId, 'BILLING')).toMatchObject({ id });
  });

  test('that is changed tells the audit log what changed, and nothing when nothing did', async () => {
    const { id } = await add(billing);
    expect(await change(id, { keywords: ['vat'], members: [idOf('bo')] })).toBe(true);
    expect(await change(id, {})).toBe(false);
    const { entries } = await auditLog(fresh.db.read, workspaceId, { limit: 10 });
    expect(entries).toMatchObject([
      {
        action: 'squad.changed',
        subject: 'Billing',
        actor: kai,
        before: { keywords: [], members: [] },
        after: { keywords: ['vat'], members: [idOf('bo')] },
      },
      { action: 'squad.added', subject: 'Billing', actor: kai },
    ]);
  });

  test('with open escalations cannot be removed; without them it can, and comes back with its past', async () => {
    const squad = await add(billing);
    const remove = () => writeTx(fresh.db, (tx) => removeSquad(tx, squad, kai, monday));
    const { id } = await writeTx(fresh.db, (tx) =>
      tx.escalation.create({
        data: {
          workspaceId,
          number: 1,
          squadId: squad.id,
          channelId: billing.channelId,
          title: 'VAT twice',
          tried: '',
          expected: '',
          links: [],
          raisedBy: idOf('ana'),
          raisedAt: monday,
          levelAt: monday,
          lastActivityAt: monday,
        },
      }),
    );
    expect(await remove()).toBe(1);
    expect(await squadsOf(fresh.db.read, workspaceId)).toHaveLength(1);

    await writeTx(fresh.db, (tx) => tx.escalation.update({ where: { id }, data: { state: 'resolved' } }));
    expect(await remove()).toBe(0);
    expect(await squadsOf(fresh.db.read, workspaceId)).toEqual([]);
    expect(await squadOf(fresh.db.read, squad.id)).toMatchObject({ name: 'Billing' });

    expect(await add({ ...billing, name: 'billing' })).toMatchObject({ id: squad.id });
    expect(await squadsOf(fresh.db.read, workspaceId)).toMatchObject([{ id: squad.id, name: 'billing' }]);
  });

  test('may take the name of one that was removed', async () => {
    const payments = await add({ ...billing, name: 'Payments' });
    await writeTx(fresh.db, (tx) => removeSquad(tx, payments, kai, monday));
    const { id } = await add(billing);
    expect(await change(id, { name: 'Payments' })).toBe(true);
    expect(await squadByKey(fresh.db.read, workspaceId, 'payments')).toMatchObject({ id });
    expect(await squadOf(fresh.db.read, payments.id)).toMatchObject({ name: 'Payments' });
  });

  test('is found by the beginning of its name first, then by what it is about', async () => {
    for (const [name, keywords] of [
      ['Billing', ['invoice']],
      ['Mobile Billing', []],
      ['Checkout', ['billing address']],
      ['Search', []],
    ] as [string, string[]][])
      await add({ ...billing, name, keywords });
    const names = async (words: string) => (await searchSquads(fresh.db.read, workspaceId, words)).map(({ name }) => name);
    expect(await names('bill')).toEqual(['Billing', 'Mobile Billing', 'Checkout']);
    expect(await names('')).toEqual(['Billing', 'Checkout', 'Mobile Billing', 'Search']);
    expect(await names('nothing')).toEqual([]);
  });
});

describe('who may act for a squad', () => {
  const may = async (name: string, over: Partial<SquadDraft> = {}) => {
    const squad = (await squadByKey(fresh.db.read, workspaceId, 'billing')) ?? (await add({ ...billing, ...over }));
    return mayActForSquad(fresh.db.read, squad, idOf(name));
  };

  test.each([
    ['an engineer in the channel', 'bo', true],
    ['an agent who is not', 'ana', false],
    ['a guest in the channel', 'zoe', false],
    ['a deactivated engineer', 'wes', false],
    ['an app in the channel', 'lamp', false],
    ['an admin of Slack', 'kai', true],
    ['somebody Slack does not know', 'nobody', false],
  ])('%s: %s %s', async (_, name, allowed) => {
    expect(await may(name)).toBe(allowed);
  });

  test('with members named, only they; and the manager, support engineers, admins', async () => {
    await writeTx(fresh.db, (tx) => nameRights(tx, workspaceId, { admins: [idOf('ana')], supportEngineers: [idOf('sam')] }, kai, monday));
    const allowed = [];
    for (const name of ['bo', 'cy', 'dana', 'ty', 'sam', 'ana', 'kai', 'zoe'])
      if (await may(name, { members: [idOf('cy')], manager: idOf('ty') })) allowed.push(name);
    expect(allowed).toEqual(['cy', 'ty', 'sam', 'ana', 'kai']);
  });
});

describe('who is on duty', () => {
  test('without a rotation: the channel’s full members by name, two of them', async () => {
    const { id } = await add(billing);
    expect(await onDuty(fresh.db.read, id, monday)).toMatchObject({
      on: [{ user: idOf('bo') }],
      backup: [{ user: idOf('cy') }],
      outgoing: [],
      next: null,
      fallback: [kai],
      status: 'covered',
    });
  });

  test('the members in the order they were named, without those who left', async () => {
    const { id } = await add({ ...billing, members: [idOf('wes'), idOf('dana'), idOf('bo')], manager: idOf('ty') });
    expect(await onDuty(fresh.db.read, id, monday)).toMatchObject({
      on: [{ user: idOf('dana') }],
      backup: [{ user: idOf('bo') }],
      fallback: [idOf('ty')],
    });
    expect((await squadPeople(fresh.db.read, { ...billing, id, workspaceId, key: 'billing', members: [idOf('wes')] })).length).toBe(0);
  });

  test('by name means as people read names, and a channel of thousands is no obstacle', async () => {
    const crowd = Array.from({ length: 3_000 }, (_, n) => ({
      workspaceId,
      userId: `U9${String(n).padStart(4, '0')}`,
      name: `p${n}`,
      displayName: `Person ${n}`,
      zone: 'UTC',
      refreshedAt: monday,
    }));
    await writeTx(fresh.db, async (tx) => {
      await tx.person.createMany({
        data: [...crowd, { ...crowd[0], userId: 'UAARON', name: 'aaron', displayName: 'aaron' } as (typeof crowd)[0]],
      });
      const channelId = billing.channelId;
      await tx.channelMember.createMany({
        data: [...crowd.map(({ userId }) => ({ workspaceId, channelId, userId })), { workspaceId, channelId, userId: 'UAARON' }],
      });
    });
    const { id } = await add(billing);
    expect(await onDuty(fresh.db.read, id, monday)).toMatchObject({ on: [{ user: 'UAARON' }], backup: [{ user: idOf('bo') }] });
  });

  test('nobody: the answer says so, and names whom to ask', async () => {
    const { id } = await add({ ...billing, members: [idOf('wes')] });
    expect(await onDuty(fresh.db.read, id, monday)).toMatchObject({ on: [], backup: [], fallback: [kai], status: 'no_members' });
    expect(await onDuty(fresh.db.read, 'gone', monday)).toMatchObject({ on: [], status: 'no_layers' });
  });
});
