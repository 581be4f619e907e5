import {
  mayDo,
  mayGiveBackAlone,
  opensAt,
  ringEndsAt,
  type SwapEvent,
  silenceAt,
  stateAfter,
  untakenMark,
} from '../../../../src/domain/rotation/swaps/rules';
import { SwapState } from '../../../../src/generated/sqlite/enums';

const at = (text: string) => new Date(text);

const events: SwapEvent[] = [
  ...(['take', 'offer', 'accept', 'decline', 'cannot', 'ask_everyone', 'approve', 'silence', 'refuse'] as const),
  ...(['give_back', 'take_back', 'withdraw', 'begin', 'gone'] as const),
];

/** Everything that can happen; whatever is not here changes nothing. */
const table: [from: SwapState, event: SwapEvent, to: SwapState, whereLeadsApprove?: SwapState][] = [
  ['open', 'take', 'done', 'agreed'],
  ['open', 'offer', 'offered'],
  ['offered', 'accept', 'done', 'agreed'],
  ['offered', 'decline', 'open'],
  ['open', 'cannot', 'declined'],
  ['declined', 'ask_everyone', 'open'],
  ['open', 'ask_everyone', 'open'],
  ['agreed', 'approve', 'done'],
  ['agreed', 'silence', 'done'],
  ['agreed', 'refuse', 'open'],
  ['done', 'give_back', 'open'],
  ['done', 'take_back', 'open'],
  ...(['open', 'offered', 'agreed', 'declined'] as const).flatMap((from): [SwapState, SwapEvent, SwapState][] => [
    [from, 'withdraw', 'withdrawn'],
    [from, 'begin', 'expired'],
    [from, 'gone', 'void'],
  ]),
];

describe('what may happen to a request', () => {
  const cases = Object.values(SwapState).flatMap((state) => events.map((event) => [state, event] as const));
  test.each(cases)('%s, %s', (state, event) => {
    const row = table.find(([from, one]) => from === state && one === event);
    expect(stateAfter(state, event, false)).toBe(row?.[2] ?? null);
    expect(stateAfter(state, event, true)).toBe(row?.[3] ?? row?.[2] ?? null);
  });
});

describe('who may do it', () => {
  const sides = { asker: 'ana', askedBy: 'ana', asked: 'ben', taker: 'cy' };
  test.each<[string, SwapEvent, string, boolean, boolean]>([
    ['whoever can takes it', 'take', 'dee', false, true],
    ['the asker withdraws', 'withdraw', 'ana', false, true],
    ['a lead withdraws for them', 'withdraw', 'lea', true, true],
    ['nobody else withdraws', 'withdraw', 'cy', false, false],
    ['the asker accepts what is offered', 'accept', 'ana', false, true],
    ['who was asked cannot', 'cannot', 'ben', false, true],
    ['nobody says so for them', 'cannot', 'lea', true, false],
    ['a lead approves', 'approve', 'lea', true, true],
    ['no lead on the side of the asker approves', 'approve', 'ana', true, false],
    ['no lead on the side of the taker refuses', 'refuse', 'cy', true, false],
    ['nobody else approves', 'approve', 'dee', false, false],
    ['the taker gives it back', 'give_back', 'cy', false, true],
    ['the asker does not give it back', 'give_back', 'ana', false, false],
    ['the asker takes it back', 'take_back', 'ana', false, true],
    ['nobody plays the clock', 'silence', 'lea', true, false],
  ])('%s', (_, event, person, isLead, expected) => {
    expect(mayDo(event, sides, person, isLead)).toBe(expected);
  });

  test('who asks for somebody else may withdraw it', () => {
    expect(mayDo('withdraw', { ...sides, askedBy: 'lea' }, 'lea', false)).toBe(true);
  });
});

describe('what the clock does', () => {
  test('nobody refused 12 hours before the start: it is done', () => {
    expect(silenceAt(at('2026-03-09T09:00Z'))).toEqual(at('2026-03-08T21:00Z'));
  });

  test.each<[string, string, boolean]>([
    ['at once', '2026-03-01T12:00Z', true],
    ['10 minutes later', '2026-03-01T12:10Z', true],
    ['a moment after that', '2026-03-01T12:10:01Z', false],
  ])('a taker gives it back alone: %s', (_, now, expected) => {
    expect(mayGiveBackAlone(at('2026-03-01T12:00Z'), at(now))).toBe(expected);
  });

  test.each<[string, string, string | null]>([
    ['a week before', '2026-03-02T09:00Z', '2026-03-03T09:00Z'],
    ['a day and a minute before', '2026-03-08T08:59Z', '2026-03-09T08:59Z'],
    ['a day before', '2026-03-08T09:00Z', null],
  ])('one person is asked for a day, everyone at once when it starts within one: %s', (_, now, expected) => {
    expect(opensAt(at('2026-03-09T09:00Z'), at(now))).toEqual(expected && at(expected));
  });

  test.each<[string, string, string | null]>([
    ['two days', '2026-03-01T09:00Z', '2026-03-03T09:00Z'],
    ['until a day before its first shift', '2026-03-07T09:00Z', '2026-03-08T09:00Z'],
    ['it is too late for one', '2026-03-08T09:00Z', null],
  ])('a ring stands for %s', (_, now, expected) => {
    expect(ringEndsAt(at('2026-03-09T09:00Z').getTime(), at(now))).toEqual(expected && at(expected));
  });

  const start = at('2026-03-09T09:00Z');
  test.each<[string, string, string, string | null]>([
    ['nothing yet', '2026-02-20T09:00Z', '2026-03-02T08:59Z', null],
    ['a week before', '2026-02-20T09:00Z', '2026-03-02T09:00Z', '7d'],
    ['between two marks', '2026-02-20T09:00Z', '2026-03-05T09:00Z', '7d'],
    ['three days before', '2026-02-20T09:00Z', '2026-03-06T09:00Z', '3d'],
    ['a day before', '2026-02-20T09:00Z', '2026-03-08T09:00Z', '1d'],
    ['half a day before', '2026-02-20T09:00Z', '2026-03-08T21:00Z', '12h'],
    ['asked after the mark', '2026-03-05T09:00Z', '2026-03-05T10:00Z', null],
    ['asked at the mark', '2026-03-02T09:00Z', '2026-03-02T09:00Z', null],
    ['asked after one mark, at the next', '2026-03-05T09:00Z', '2026-03-06T09:00Z', '3d'],
  ])('what nobody takes is said: %s', (_, createdAt, now, expected) => {
    expect(untakenMark({ start, createdAt: at(createdAt) }, at(now))).toBe(expected);
  });
});
