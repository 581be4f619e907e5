import type { HandoffFacts, SeenItem } from '../../../src/views/rotation/handoff-facts';
import { openLines } from '../../../src/views/rotation/handoff-words';

const now = new Date('2026-03-09T09:00:00Z');

const item = (number: number, more: Partial<SeenItem> = {}): SeenItem => ({
  ...{ id: `e${number}`, number, title: 'Refund sent twice', owner: 'U01ANA', side: 'squad', since: '2026-03-09T08:00:00.000Z' },
  ...{ promisedAt: null, isHidden: false, link: null },
  ...more,
});

const facts = (open: SeenItem[]) =>
  ({ open, handing: { kept: [], all: false }, outgoing: [], nameOf: String, readerZone: 'UTC' }) as unknown as HandoffFacts;

test('a dozen are named, the rest are counted', () => {
  const said = openLines(facts(Array.from({ length: 15 }, (_, index) => item(index))), now).split('\n');
  expect(said[0]).toBe('Open 15: #0 Refund sent twice · waits for us');
  expect(said.slice(-2)).toEqual(['#11 Refund sent twice · waits for us', '… 3 more']);
});

test('what does not fit into a section is counted too, and no line is cut', () => {
  const long = { title: 'x'.repeat(200), link: `https://acme.slack.com/archives/C01BILLINGSQUAD/p${'1'.repeat(60)}` };
  const said = openLines(facts(Array.from({ length: 12 }, (_, index) => item(index, long))), now);
  expect(said.length).toBeLessThanOrEqual(3_000);
  const rows = said.split('\n');
  expect(rows.at(-1)).toBe(`… ${12 - (rows.length - 1)} more`);
  expect(rows.slice(0, -1).every((row) => row.endsWith('waits for us'))).toBe(true);
});
