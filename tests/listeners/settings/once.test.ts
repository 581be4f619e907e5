import type { Deps } from '../../../src/deps';
import { readSubmission } from '../../../src/listeners/settings/gesture';
import { isSaved, saveOnce } from '../../../src/listeners/settings/once';
import { knownWorkspace, monday, workspaceId } from '../../domain/settings/facts';
import { type FreshDatabase, freshDatabase } from '../../support/database';

let fresh: FreshDatabase;
let deps: Pick<Deps, 'db' | 'clock'>;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  deps = { db: fresh.db, clock: { now: () => monday, onMove: () => () => {} } };
});
afterEach(() => fresh.drop());

const submission = readSubmission({ team: { id: workspaceId }, user: { id: 'U01KAI' }, view: { id: 'V1' } });

test('a modal that is submitted twice saves once, also at the same time', async () => {
  let saved = 0;
  const save = async () => {
    saved++;
    return { is: 'saved' } as const;
  };
  const outcomes = await Promise.all([saveOnce(deps, submission, save), saveOnce(deps, submission, save)]);
  expect(outcomes.map(({ is }) => is).sort()).toEqual(['saved', 'saved_before']);
  expect(await saveOnce(deps, submission, save)).toEqual({ is: 'saved_before' });
  expect(saved).toBe(1);
});

test('one that was refused may be submitted again', async () => {
  expect(await saveOnce(deps, submission, async () => ({ is: 'wrong' }))).toEqual({ is: 'wrong' });
  expect(await isSaved(deps, submission)).toBe(false);
  expect(await saveOnce(deps, submission, async () => ({ is: 'saved' }))).toEqual({ is: 'saved' });
  expect(await isSaved(deps, submission)).toBe(true);
});
