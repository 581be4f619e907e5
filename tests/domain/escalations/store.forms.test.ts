import { draftToContinue, type Form, findForm, keepDraft, nothingTyped } from '../../../src/domain/escalations/forms';
import { type FreshDatabase, freshDatabase } from '../../support/database';

const workspaceId = 'T1';
const now = new Date('2026-11-24T08:00:00Z');

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

const form = (id: string, title: string, typedAt: string | null = null): Form => ({
  id,
  workspaceId,
  person: 'UANA',
  viewId: `V${id}`,
  typed: { ...nothingTyped, title },
  origin: null,
  typedAt,
});

const keep = (kept: Form, at = now) => keepDraft(fresh.db, kept, at);

test('letters that arrive at once are kept as the last one left them, in whatever order they come', async () => {
  for (let round = 0; round < 10; round += 1) {
    const id = `F${round}`;
    await keep(form(id, ''));
    const letters = ['V', 'VA', 'VAT'].map((title, index) => form(id, title, `1764000000.00${index}`));
    await Promise.all((round % 2 ? letters : letters.reverse()).map((typed) => keep(typed)));
    expect((await findForm(fresh.db.read, workspaceId, id))?.typed.title).toBe('VAT');
  }
});

test('a draft that is named is gone on with, or none: never another one', async () => {
  await keep(form('F1', 'VAT twice'));
  await keep(form('F2', 'Login fails'), new Date(now.getTime() + 1_000));
  const named = async (id?: string, person = 'UANA') => (await draftToContinue(fresh.db.read, workspaceId, person, now, id))?.id ?? null;
  expect(await named()).toBe('F2');
  expect(await named('F1')).toBe('F1');
  expect(await named('F3')).toBeNull();
  expect(await named('F1', 'UBO')).toBeNull();
});
