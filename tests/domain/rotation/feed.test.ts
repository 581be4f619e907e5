import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { escapeText, type FeedShift, feed, feedOf, fold, type RotaShift } from '../../../src/domain/rotation/feed';

const now = new Date('2026-03-04T12:00:00Z');
const at = (day: string) => new Date(`2026-${day}:00Z`);

const week: FeedShift = {
  uid: 'shift-1',
  start: at('03-09T09:00'),
  end: at('03-16T09:00'),
  summary: 'Ana Silva · Payments',
  sequence: 0,
  modified: at('03-01T10:30'),
};
const payments = (...shifts: FeedShift[]) => feed({ name: 'Payments', shifts, now });

test('a week of Ana, to the byte', () => {
  expect(payments({ ...week, description: 'Day; guide: https://example.com/a,b' }).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Backline//Rotation//EN',
    'CALSCALE:GREGORIAN',
    'NAME:Payments',
    'X-WR-CALNAME:Payments',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    'BEGIN:VEVENT',
    'UID:shift-1',
    'DTSTAMP:20260301T103000Z',
    'LAST-MODIFIED:20260301T103000Z',
    'SEQUENCE:0',
    'DTSTART:20260309T090000Z',
    'DTEND:20260316T090000Z',
    'SUMMARY:Ana Silva · Payments',
    'DESCRIPTION:Day\\; guide: https://example.com/a\\,b',
    'TRANSP:TRANSPARENT',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test.each([
  ['a backslash', 'C:\\temp', 'C:\\\\temp'],
  ['a semicolon', 'Ana; Ben', 'Ana\\; Ben'],
  ['a comma', 'Ana, Ben', 'Ana\\, Ben'],
  ['what is escaped already is escaped once more', '\\n \\, \\;', '\\\\n \\\\\\, \\\\\\;'],
  ['a colon and quotes stay', 'say: "hi"', 'say: "hi"'],
  ['a new line', 'one\ntwo', 'one\\ntwo'],
  ['a new line of Windows is one', 'one\r\ntwo', 'one\\ntwo'],
  ['a new line of old', 'one\rtwo', 'one\\ntwo'],
  ['new lines of Unicode', 'one\u0085two\u2028three\u2029four', 'one\\ntwo\\nthree\\nfour'],
  ['two new lines are two', 'one\n\ntwo', 'one\\n\\ntwo'],
  ['a line of the calendar itself is only text', 'x\r\nEND:VEVENT', 'x\\nEND:VEVENT'],
  ['a tab stays', 'one\ttwo', 'one\ttwo'],
  ['other control characters go', 'a\0b\u0007c\u000bd\u001be\u007ff\u009fg', 'abcdefg'],
  ['an emoji of several parts stays whole', '👩‍💻 on', '👩‍💻 on'],
  ['nothing', '', ''],
])('text: %s', (_, text, written) => {
  expect(escapeText(text)).toBe(written);
});

const x = (count: number) => 'x'.repeat(count);

test.each([
  ['75 octets are one line', x(75), [x(75)]],
  ['the 76th begins another', x(76), [x(75), ' x']],
  ['a continued line holds 74', x(75 + 74), [x(75), ` ${x(74)}`]],
  ['and no more', x(75 + 75), [x(75), ` ${x(74)}`, ' x']],
  ['é ends at the 75th octet', `${x(73)}éy`, [`${x(73)}é`, ' y']],
  ['é across the 75th octet', `${x(74)}éy`, [x(74), ' éy']],
  ['€ across the 75th octet', `${x(73)}€y`, [x(73), ' €y']],
  ['an emoji ends at the 75th octet', `${x(71)}😀y`, [`${x(71)}😀`, ' y']],
  ['an emoji with three octets before the fold', `${x(72)}😀y`, [x(72), ' 😀y']],
  ['an emoji with one octet before the fold', `${x(74)}😀y`, [x(74), ' 😀y']],
  ['continued lines count their space', '😀'.repeat(38), ['😀'.repeat(18), ` ${'😀'.repeat(18)}`, ' 😀😀']],
  ['a space at the fold is not lost', `${x(75)} y`, [x(75), '  y']],
  ['38 characters, 76 octets', 'é'.repeat(38), ['é'.repeat(37), ' é']],
])('fold: %s', (_, line, lines) => {
  expect(fold(line).split('\r\n')).toEqual(lines);
});

test.each([
  ['a minute', '03-09T09:01', 'OPAQUE'],
  ['twelve hours', '03-09T21:00', 'OPAQUE'],
  ['a minute more', '03-09T21:01', 'TRANSPARENT'],
])('a shift blocks meetings for up to 12 hours: %s', (_, end, transparency) => {
  expect(payments({ ...week, end: at(end) })).toContain(`\r\nTRANSP:${transparency}\r\n`);
});

test.each([
  ['ended 30 days ago', '02-02T12:00', 30, false],
  ['ended a minute later', '02-02T12:01', 30, true],
  ['ended two weeks ago, for somebody who wants a week', '02-18T12:00', 7, false],
  ['began two weeks ago and runs', '03-04T12:01', 0, true],
])('the past: a shift that %s', (_, end, pastDays, shown) => {
  const text = feed({ name: 'Payments', shifts: [{ ...week, start: at('01-30T09:00'), end: at(end) }], now, pastDays });
  expect(text.includes('BEGIN:VEVENT')).toBe(shown);
});

test('what is published for years ahead is all there', () => {
  const later = new Date('2031-01-01T09:00:00Z');
  expect(events(payments({ ...week, start: later, end: new Date(later.getTime() + 1) }))).toEqual([]);
  expect(events(payments({ ...week, start: later, end: new Date(later.getTime() + 1000) }))).toHaveLength(1);
});

test('shifts stand by start, then by UID', () => {
  const shift = (uid: string, start: string): FeedShift => ({ ...week, uid, start: at(start) });
  const shifts = [shift('c', '03-10T09:00'), shift('b', '03-09T09:00'), shift('B', '03-10T09:00'), shift('a', '03-10T09:00')];
  expect(events(payments(...shifts)).map(({ uid }) => uid)).toEqual(['b', 'B', 'a', 'c']);
  expect(payments(...shifts)).toBe(payments(...shifts.toReversed()));
});

test('unchanged shifts are the same text an hour later', () => {
  const later = new Date(now.getTime() + 3_600_000);
  expect(feed({ name: 'Payments', shifts: [week], now: later })).toBe(payments(week));
});

test('a rotation without shifts is a calendar without events', () => {
  expect(lint(payments())).toEqual([]);
  expect(events(payments())).toEqual([]);
});

describe('what a subscriber sees when the plan changes', () => {
  const ana = payments(week);

  test.each<[string, Partial<FeedShift>, Partial<Event>]>([
    ['Cy covers', { summary: 'Cy Young · Payments' }, { summary: 'Cy Young · Payments' }],
    ['the handoff moves', { start: at('03-09T10:00') }, { start: '2026-03-09T10:00:00Z' }],
    ['it is cancelled', { cancelled: true }, { status: 'CANCELLED' }],
  ])('%s: the same event, a newer version', (_, change, seen) => {
    const changed = payments({ ...week, ...change, sequence: week.sequence + 1, modified: at('03-03T08:00') });
    const [before] = events(ana);
    expect(lint(changed)).toEqual([]);
    expect(events(changed)).toEqual([{ ...before, sequence: 1, modified: '2026-03-03T08:00:00Z', stamp: '2026-03-03T08:00:00Z', ...seen }]);
  });

  test('Ana and Ben swap: both events stay, with each other’s names', () => {
    const next: FeedShift = { ...week, uid: 'shift-2', start: week.end, end: at('03-23T09:00'), summary: 'Ben Okoro · Payments' };
    const swapped = payments({ ...week, summary: next.summary, sequence: 1 }, { ...next, summary: week.summary, sequence: 1 });
    expect(events(payments(week, next)).map(said)).toEqual(['shift-1 0 Ana Silva · Payments', 'shift-2 0 Ben Okoro · Payments']);
    expect(events(swapped).map(said)).toEqual(['shift-1 1 Ben Okoro · Payments', 'shift-2 1 Ana Silva · Payments']);
  });
});

describe('the feed of a computed rotation', () => {
  const hour = (day: string) => at(day).getTime();
  const shift = (member: string, start: string, end: string, turn: number | null, more: Partial<RotaShift> = {}): RotaShift => ({
    member,
    start: hour(start),
    end: hour(end),
    layer: 'day',
    turn,
    seat: 1,
    ...more,
  });
  const rota = (shifts: RotaShift[], member?: string) => feedOf({ name: 'Payments', shifts, member, now: now.getTime() });
  const monday = shift('ana', '03-09T09:00', '03-09T17:00', 3);
  const tuesday = shift('ben', '03-10T09:00', '03-10T17:00', 4);
  const uids = (text: string) => events(text).map(({ uid }) => uid);

  test('everybody’s says who, and is stamped now', () => {
    expect(lint(rota([monday, tuesday]))).toEqual([]);
    expect(events(rota([monday, tuesday]))).toMatchObject([
      {
        summary: 'ana · Payments',
        start: '2026-03-09T09:00:00Z',
        stamp: '2026-03-04T12:00:00Z',
        modified: '2026-03-04T12:00:00Z',
        sequence: 0,
      },
      { summary: 'ben · Payments', start: '2026-03-10T09:00:00Z', status: 'CONFIRMED' },
    ]);
  });

  test('one’s own says what, and has the same UIDs', () => {
    const own = rota([monday, tuesday], 'ben');
    expect(events(own).map(({ summary }) => summary)).toEqual(['On rotation: Payments']);
    expect(uids(own)).toEqual(uids(rota([monday, tuesday])).slice(1));
    expect(events(rota([monday, tuesday], 'nobody'))).toEqual([]);
  });

  test('with several layers, each shift says its own', () => {
    const night = shift('cy', '03-09T17:00', '03-10T09:00', 0, { layer: 'night' });
    const found = shift('dee', '03-10T17:00', '03-10T18:00', null, { layer: null });
    const summaries = ['ana · Payments · day', 'cy · Payments · night', 'ben · Payments · day', 'dee · Payments'];
    expect(events(rota([monday, night, tuesday, found])).map(({ summary }) => summary)).toEqual(summaries);
    expect(events(rota([monday, night], 'cy')).map(({ summary }) => summary)).toEqual(['On rotation: Payments · night']);
  });

  test.each<[string, Partial<RotaShift>]>([
    ['the person', { member: 'cy' }],
    ['the start', { start: hour('03-09T08:00') }],
    ['the end', { end: hour('03-09T12:00') }],
  ])('a UID stays when %s changes', (_, change) => {
    expect(uids(rota([{ ...monday, ...change }, tuesday]))).toEqual(uids(rota([monday, tuesday])));
  });

  test.each<[string, Partial<RotaShift>]>([
    ['turn', { turn: 5 }],
    ['seat', { seat: 2 }],
    ['layer', { layer: 'night' }],
  ])('another %s is another UID', (_, change) => {
    expect(uids(rota([{ ...monday, ...change }]))).not.toEqual(uids(rota([monday])));
  });

  test('two rotations in one calendar do not overwrite each other', () => {
    expect(uids(feedOf({ name: 'Refunds', shifts: [monday], now: now.getTime() }))).not.toEqual(uids(rota([monday])));
  });

  test('Cy takes the afternoon: the morning stays the event it was', () => {
    const morning = { ...monday, end: hour('03-09T12:00') };
    const afternoon = { ...monday, member: 'cy', start: morning.end };
    const [whole] = uids(rota([monday]));
    const [first, second] = uids(rota([afternoon, morning]));
    expect(first).toBe(whole);
    expect(second).not.toBe(whole);
  });

  test('a week of office hours is five events, and Wednesday stays Wednesday whoever has it', () => {
    const days = ['09', '10', '11', '12', '13'].map((day) => shift('ana', `03-${day}T09:00`, `03-${day}T17:00`, 0));
    const covered = days.map((day, index) => (index === 2 ? { ...day, member: 'cy' } : day));
    expect(new Set(uids(rota(days))).size).toBe(5);
    expect(uids(rota(covered))).toEqual(uids(rota(days)));
    expect(uids(rota(covered, 'cy'))).toEqual(uids(rota(days)).slice(2, 3));
  });

  test('what belongs to no turn goes by its start, whatever stands before it', () => {
    const extra = shift('dee', '03-11T09:00', '03-11T10:00', null);
    const earlier = shift('dee', '03-05T09:00', '03-05T10:00', null);
    expect(uids(rota([earlier, extra])).slice(1)).toEqual(uids(rota([extra])));
  });

  test('whatever is given, UIDs are unique and the order of what is given does not matter', () => {
    const few = (max: number) => fc.integer({ min: 0, max });
    const given = fc.array(
      fc.record({ member: fc.constantFrom('ana', 'ben'), start: few(5), hours: few(3), turn: fc.option(few(2)), seat: few(1) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(given, (rows) => {
        const shifts = rows.map(({ member, start, hours, turn, seat }) => {
          const from = hour('03-09T00:00') + start * 3_600_000;
          return { member, start: from, end: from + hours * 3_600_000, layer: 'day', turn, seat };
        });
        const text = rota(shifts);
        expect(lint(text)).toEqual([]);
        expect(rota(shifts.toReversed())).toBe(text);
      }),
      { numRuns: 100, seed: 20260304 },
    );
  });
});

const oddTexts = [
  'Ana, Ben; Cy \\ "Dee": 10 % — ünïcode',
  'one\r\ntwo\n\nthree',
  '\\n is no new line, \\\\n neither',
  'END:VEVENT\r\nBEGIN:VEVENT',
  ' spaces at both ends ',
  'a\0b\u0007c\ttab',
  '日本語のシフト'.repeat(12),
  `${x(66)}😀😀😀`,
  '👩‍💻'.repeat(40),
  '\\;,\n'.repeat(60),
];
const oddShifts = oddTexts.map((text, index): FeedShift => {
  const start = new Date(week.start.getTime() + index * 3_600_000);
  return { ...week, uid: `odd-${index}`, start, summary: text, description: text, sequence: index, cancelled: index % 2 === 1 };
});
const oddName = 'Payments, 24/7; “a\\b”';

/** What a reader must find. */
const meant = (text: string) => text.replace(/\r\n?/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, '');
const expected = oddShifts.map(({ uid, start, end, summary, sequence, cancelled }) => ({
  uid,
  summary: meant(summary),
  description: meant(summary),
  sequence,
  start: iso(start),
  end: iso(end),
  modified: iso(week.modified),
  stamp: iso(week.modified),
  status: cancelled ? 'CANCELLED' : 'CONFIRMED',
}));

/** Version 4 of Python's reader takes escapes away twice, so that it loses a backslash before one of these. */
const confusesPython = ({ summary }: { summary: string }): boolean => /\\[n,;\\]/.test(summary);

describe('a reader finds what was meant', () => {
  const text = feed({ name: oddName, shifts: oddShifts, now });

  test('lints', () => {
    expect(lint(text)).toEqual([]);
  });

  test('ical.js', () => {
    expect(events(text)).toEqual(expected);
  });

  test('ical.js, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (summary) => {
        const written = payments({ ...week, summary });
        expect(lint(written)).toEqual([]);
        expect(events(written)[0]?.summary).toBe(meant(summary.replace(/[\u0085\u2028\u2029]/g, '\n')));
      }),
      { numRuns: 100, seed: 20260305 },
    );
  });

  const python = pythonWithICalendar();
  if (!python) console.warn('Skipped: “Python’s icalendar”, no Python has the module (Debian: python3-icalendar).');
  const testWithPython = python ? test : test.skip;

  testWithPython('Python’s icalendar', () => {
    const input = feed({ name: oddName, shifts: oddShifts.filter((shift) => !confusesPython(shift)), now });
    const { stdout, stderr } = spawnSync(python as string, ['-c', readInPython], { input, encoding: 'utf8' });
    expect(stderr).toBe('');
    const found = expected.filter((event) => !confusesPython(event));
    expect(JSON.parse(stdout)).toEqual({ name: oddName, shown: oddName, refresh: 'PT1H', events: found });
  });
});

test.each<[string, string, string]>([
  ['a bare line feed', '\r\nSEQUENCE', '\nSEQUENCE'],
  ['a line of 76 octets', 'SUMMARY:', `SUMMARY:${x(60)}`],
  ['a stamp without a zone', 'DTSTAMP:20260301T103000Z', 'DTSTAMP:20260301T103000'],
  ['an end at the start', 'DTEND:20260316T090000Z', 'DTEND:20260309T090000Z'],
  ['a named zone', 'DTSTART:', 'DTSTART;TZID=Europe/Lisbon:'],
  ['a method', 'VERSION:2.0', 'VERSION:2.0\r\nMETHOD:PUBLISH'],
  ['an event without a name', 'UID:shift-1\r\n', ''],
])('the lints notice %s', (_, good, bad) => {
  expect(lint(payments(week).replace(good, bad))).not.toEqual([]);
});

/** What is wrong with a feed as text. */
function lint(text: string): string[] {
  const lines = text.split('\r\n');
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  const values = (name: string) => unfolded.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
  const count = values('BEGIN').filter((value) => value === 'VEVENT').length;
  const found: [string, boolean][] = [
    ['ends without CRLF', lines.at(-1) !== ''],
    ['CR or LF alone', lines.some((line) => /[\r\n]/.test(line))],
    ['a line over 75 octets', lines.some((line) => Buffer.byteLength(line) > 75)],
    ['a character cut by a fold', Buffer.from(text).toString() !== text],
    ['a control character', /(?![\t\r\n])\p{Cc}/u.test(text)],
    ['a time not in UTC', ['DTSTAMP', 'LAST-MODIFIED', 'DTSTART', 'DTEND'].some((name) => !values(name).every(isUtc))],
    ['DTEND not after DTSTART', values('DTEND').some((end, index) => end <= (values('DTSTART')[index] ?? ''))],
    ['TZID', unfolded.some((line) => /^[^:]*TZID/.test(line))],
    ['METHOD', values('METHOD').length > 0],
    ['a UID twice', new Set(values('UID')).size !== values('UID').length],
    ...['UID', 'DTSTAMP', 'LAST-MODIFIED', 'SEQUENCE', 'DTSTART', 'DTEND', 'SUMMARY', 'TRANSP', 'STATUS'].map((name): [string, boolean] => [
      `${name} not once an event`,
      values(name).length !== count,
    ]),
    ...['VERSION', 'PRODID', 'CALSCALE', 'NAME', 'X-WR-CALNAME', 'X-PUBLISHED-TTL'].map((name): [string, boolean] => [
      `${name} not once`,
      values(name).length !== 1,
    ]),
  ];
  return found.filter(([, wrong]) => wrong).map(([problem]) => problem);
}

function isUtc(time: string): boolean {
  return /^\d{8}T\d{6}Z$/.test(time);
}

interface Event {
  uid: string;
  summary: string;
  description: string | null;
  sequence: number;
  start: string;
  end: string;
  modified: string;
  stamp: string;
  status: string;
}

function events(text: string): Event[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => {
    const value = (name: string) => event.getFirstPropertyValue(name);
    const time = (name: string) => String(value(name));
    return {
      uid: String(value('uid')),
      summary: String(value('summary')),
      description: value('description') as string | null,
      sequence: Number(value('sequence')),
      start: time('dtstart'),
      end: time('dtend'),
      modified: time('last-modified'),
      stamp: time('dtstamp'),
      status: String(value('status')),
    };
  });
}

function said({ uid, sequence, summary }: Event): string {
  return `${uid} ${sequence} ${summary}`;
}

function iso(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

/** The Python in the PATH need not be the one that Debian's packages belong to. */
function pythonWithICalendar(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((name) => spawnSync(name, ['-c', 'import icalendar']).status === 0);
}

const readInPython = `
import json, sys
from icalendar import Calendar
calendar = Calendar.from_ical(sys.stdin.buffer.read())
text = lambda of, name: str(of[name])
time = lambda of, name: of.decoded(name).strftime('%Y-%m-%dT%H:%M:%SZ') if of.decoded(name).utcoffset().total_seconds() == 0 else 'not UTC'
print(json.dumps({
    'name': text(calendar, 'NAME'),
    'shown': text(calendar, 'X-WR-CALNAME'),
    'refresh': calendar['REFRESH-INTERVAL'].to_ical().decode(),
    'events': [{
        'uid': text(event, 'UID'), 'summary': text(event, 'SUMMARY'), 'description': text(event, 'DESCRIPTION'),
        'sequence': int(event['SEQUENCE']), 'start': time(event, 'DTSTART'), 'end': time(event, 'DTEND'),
        'modified': time(event, 'LAST-MODIFIED'), 'stamp': time(event, 'DTSTAMP'), 'status': text(event, 'STATUS'),
    } for event in calendar.walk('VEVENT')],
}))
`;
