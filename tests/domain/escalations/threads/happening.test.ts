import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHappening } from '../../../../src/domain/escalations/threads/happening';
import { filesOf, instantOf, isNewer, pictureOf, readRaw, sortOf, textOf } from '../../../../src/domain/escalations/threads/raw';

const us = { botUserId: 'U0BACK', botId: 'B0BACK', appId: 'A0BACK' };
const where = { channel: 'C1', event_ts: '1764000009.000100', channel_type: 'channel' };
const post = { type: 'message', ts: '1764000001.000100', thread_ts: '1764000000.000100', user: 'U1', text: 'Hello' };
const file = { id: 'F1', name: 'invoice.pdf', title: 'Invoice', permalink: 'https://acme.slack.com/files/F1' };
const raw = (over: object) => readRaw({ ...post, ...over }) ?? fail();
const fail = (): never => {
  throw new Error('unreadable');
};

describe('of all that Slack calls a message', () => {
  test.each([
    ['what a person writes', {}, 'person'],
    ['a file', { subtype: 'file_share', text: '', files: [file] }, 'person'],
    ['what a person does', { subtype: 'me_message' }, 'person'],
    ['a reply that was also sent to the channel', { subtype: 'thread_broadcast' }, 'person'],
    ['another app’s alert', { subtype: 'bot_message', bot_id: 'B9', user: undefined }, 'app'],
    ['another app that speaks as a person', { bot_id: 'B9' }, 'app'],
    ['Slackbot', { user: 'USLACKBOT' }, 'system'],
    ['somebody who joins', { subtype: 'channel_join' }, 'system'],
    ['a new topic', { subtype: 'channel_topic' }, 'system'],
    ['what is left of a deleted root', { subtype: 'tombstone', user: 'USLACKBOT' }, 'gone'],
    ['our own post, by its bot', { bot_id: 'B0BACK' }, 'ours'],
    ['our own post with a person’s name, which has `user` set', { bot_id: 'B0BACK', user: 'U1', username: 'Ana' }, 'ours'],
    ['our own post, by its user', { user: 'U0BACK' }, 'ours'],
    ['our own post, by its app', { app_id: 'A0BACK', subtype: 'bot_message' }, 'ours'],
    ['our own post, by its metadata alone', { metadata: { event_type: 'backline', event_payload: { key: 'k' } } }, 'ours'],
    ['a person’s message with another app’s metadata', { metadata: { event_type: 'deploy' } }, 'person'],
  ])('%s is known for what it is', (_, over, sort) => {
    expect(sortOf(raw(over), us)).toBe(sort);
  });

  test('an app that is not installed yet is nobody: no app id matches none', () => {
    expect(sortOf(raw({ app_id: undefined }), { ...us, appId: null })).toBe('person');
  });
});

describe('what is read of a message', () => {
  test.each([
    ['its text', { text: 'a &lt;b&gt; <@U2>' }, 'a &lt;b&gt; <@U2>'],
    [
      'an app’s attachments, when it says nothing else',
      { text: '', attachments: [{ fallback: 'Disk full' }, { text: 'on db-1' }] },
      'Disk full\non db-1',
    ],
    ['its blocks', { text: '', blocks: [{ type: 'header', text: { text: 'Alert' } }, { type: 'divider' }] }, 'Alert'],
    ['its text alone, when a link was unfurled', { text: 'see https://a.co', attachments: [{ fallback: 'A page' }] }, 'see https://a.co'],
    ['nothing, of a file', { text: '', files: [file] }, ''],
  ])('%s', (_, over, text) => expect(textOf(raw(over))).toBe(text));

  test('files are names with links; one that was deleted is not shown', () => {
    expect(filesOf(raw({ files: [file, { id: 'F2', mode: 'tombstone' }, { id: 'F3' }] }))).toEqual([
      { name: 'Invoice', url: file.permalink },
      { name: 'a file', url: '' },
    ]);
  });

  test('an app’s picture is the one that it posts with, else its own', () => {
    const bot_profile = { name: 'Alerts', icons: { image_48: 'own.png' } };
    expect(pictureOf(raw({ bot_profile }))).toBe('own.png');
    expect(pictureOf(raw({ bot_profile, icons: { image_72: 'posted.png' } }))).toBe('posted.png');
    expect(pictureOf(raw({}))).toBeNull();
  });

  test('a ts is an instant', () => expect(instantOf('1764000000.500000').toISOString()).toBe('2025-11-24T16:00:00.500Z'));
});

describe('an event tells', () => {
  test('of a message that was posted', () => {
    expect(readHappening({ ...post, ...where })).toMatchObject({
      is: 'said',
      edited: false,
      channelId: 'C1',
      rootTs: post.thread_ts,
      eventTs: where.event_ts,
      raw: { ts: post.ts, text: 'Hello' },
    });
  });

  test('of a root, which is its own thread', () => {
    expect(readHappening({ ...post, ...where, thread_ts: undefined })).toMatchObject({ rootTs: post.ts });
  });

  const changed = (message: object, previous: object | null = post) => ({
    type: 'message',
    subtype: 'message_changed',
    ...where,
    message: { ...post, ...message },
    previous_message: previous ?? undefined,
  });

  test.each([
    ['other words', changed({ text: 'Hello!', edited: { user: 'U1', ts: '1764000009.000000' } }), 'said'],
    ['another file', changed({ files: [file] }), 'said'],
    ['a file less', changed({}, { ...post, files: [file] }), 'said'],
    [
      'an app’s other attachment',
      changed({ text: '', attachments: [{ text: 'ok again' }] }, { ...post, text: '', attachments: [{ text: 'down' }] }),
      'said',
    ],
    ['an unknown past', changed({ text: 'Hello' }, null), 'said'],
  ])('of an edit: %s', (_, event, is) => expect(readHappening(event)).toMatchObject({ is, edited: true, eventTs: where.event_ts }));

  test.each([
    ['an unfurl', changed({ attachments: [{ fallback: 'A page' }] })],
    ['a root that counts one more reply', changed({ reply_count: 3, latest_reply: '1764000008.000100' })],
    ['a message without a channel', { ...post, event_ts: '1' }],
    ['a change of nothing', { type: 'message', subtype: 'message_changed', ...where }],
    ['a deletion of nothing', { type: 'message', subtype: 'message_deleted', ...where }],
  ])('of nothing: %s', (_, event) => expect(readHappening(event)).toBeNull());

  test('of a deletion, and of the thread that it was in', () => {
    const event = { type: 'message', subtype: 'message_deleted', ...where, deleted_ts: post.ts, previous_message: post };
    expect(readHappening(event)).toMatchObject({ is: 'deleted', ts: post.ts, rootTs: post.thread_ts });
    expect(readHappening({ ...event, previous_message: undefined })).toMatchObject({ is: 'deleted', ts: post.ts, rootTs: null });
  });

  test('of the deletion of a root whose replies stay, told as a change into a tombstone', () => {
    const root = { ...post, ts: post.thread_ts };
    const event = {
      ...changed({}, root),
      message: { ts: root.ts, thread_ts: root.ts, subtype: 'tombstone', text: 'This message was deleted.' },
    };
    expect(readHappening(event)).toMatchObject({ is: 'deleted', ts: root.ts, rootTs: root.ts });
  });

  test('of a channel that has become private', () => {
    expect(readHappening({ type: 'message', subtype: 'channel_convert_to_private', ts: '1.1', ...where })).toMatchObject({
      is: 'turned_private',
    });
  });
});

test.each([
  ['1764000000.000200', '1764000000.000100', true],
  ['1764000000.000100', '1764000000.000100', false],
  ['1764000000.000100', '1764000001.000100', false],
  ['10000000000.000100', '9999999999.000100', true],
])('%s is newer than %s: %s', (a, b, answer) => expect(isNewer(a, b)).toBe(answer));

const samples = join(__dirname, '../../../../../shared/slack/samples/events');
const files = existsSync(samples) ? readdirSync(samples).filter((name) => /^Message.*Payload\.json$/.test(name)) : [];
const ifAny = files.length > 0 ? test.each(files) : test.skip.each(['that is not here']);
ifAny('Slack’s own sample %s is read without a surprise', (name) => {
  const { event } = JSON.parse(readFileSync(join(samples, name), 'utf8'));
  const filled = { ...event, channel: 'C1', ts: '1764000001.000100', event_ts: '1764000001.000100', deleted_ts: '1764000000.000100' };
  for (const key of ['message', 'previous_message']) if (filled[key]) filled[key] = { ...filled[key], ts: '1764000000.000100', user: 'U1' };
  const happening = readHappening(filled);
  const says = ['deleted', 'said'].includes(happening?.is ?? '') || event.subtype === 'message_changed';
  expect(says).toBe(true);
});
