import { writeTx } from '../../../src/database';
import { auditLog } from '../../../src/domain/audit/store';
import { mayEscalate } from '../../../src/domain/people/rules';
import { adminsOf, isAdmin, isSupportEngineer, nameRights, personOf, rightsOf } from '../../../src/domain/people/store';
import { type FreshDatabase, freshDatabase } from '../../support/database';
import { idOf, knownPeople, knownWorkspace, monday, workspaceId } from '../settings/facts';

let fresh: FreshDatabase;
const name = (admins: string[], supportEngineers: string[]) =>
  writeTx(fresh.db, (tx) =>
    nameRights(tx, workspaceId, { admins: admins.map(idOf), supportEngineers: supportEngineers.map(idOf) }, idOf('kai'), monday),
  );

beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, {
    kai: { isAdmin: true },
    ana: {},
    sam: {},
    zoe: { isGuest: true },
    wes: { isDeleted: true, isAdmin: true },
    hugo: { isExternal: true, isAdmin: true },
  });
});
afterEach(() => fresh.drop());

test('Slack’s admins are admins; others once they are named, and no longer when they are not', async () => {
  const admins = async () => (await adminsOf(fresh.db.read, workspaceId)).map(({ displayName }) => displayName);
  expect(await admins()).toEqual(['Kai']);
  expect(await name(['ana'], ['sam'])).toBe(true);
  expect(await admins()).toEqual(['Ana', 'Kai']);
  expect(await isAdmin(fresh.db.read, workspaceId, idOf('ana'))).toBe(true);
  expect(await isSupportEngineer(fresh.db.read, workspaceId, idOf('sam'))).toBe(true);
  expect(await isSupportEngineer(fresh.db.read, workspaceId, idOf('ana'))).toBe(false);

  expect(await name([], ['sam'])).toBe(true);
  expect(await isAdmin(fresh.db.read, workspaceId, idOf('ana'))).toBe(false);
  expect(await name([], ['sam'])).toBe(false);
  expect((await auditLog(fresh.db.read, workspaceId, { limit: 10 })).entries).toMatchObject([
    { action: 'people.changed', before: { admins: [idOf('ana')] }, after: { admins: [] } },
    {
      action: 'people.changed',
      before: { admins: [], supportEngineers: [] },
      after: { admins: [idOf('ana')], supportEngineers: [idOf('sam')] },
    },
  ]);
});

test('a guest, a deactivated person and somebody of another company are no admins, whatever Slack or a name says', async () => {
  await name(['zoe', 'wes', 'hugo'], []);
  for (const who of ['zoe', 'wes', 'hugo', 'nobody']) expect(await isAdmin(fresh.db.read, workspaceId, idOf(who))).toBe(false);
});

test('people named twice are named once', async () => {
  await name(['ana', 'ana'], []);
  expect(await rightsOf(fresh.db.read, workspaceId)).toEqual({ admins: [idOf('ana')], supportEngineers: [] });
});

test.each([
  ['ana', true],
  ['zoe', false],
  ['wes', false],
  ['hugo', false],
  ['nobody', false],
])('%s may escalate: %s', async (who, may) => {
  expect(mayEscalate(await personOf(fresh.db.read, workspaceId, idOf(who)))).toBe(may);
});
