import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { registryOf } from '../src/listeners/registry';
import { calledMethods } from '../src/slack/methods';
import { handlersOfBackline } from './support/handlers';

interface Manifest {
  features: { slash_commands: { command: string }[]; shortcuts: { callback_id: string }[] };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] } };
}

const root = resolve(__dirname, '..');
const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;
const scopes = manifest.oauth_config.scopes.bot;
const events = manifest.settings.event_subscriptions.bot_events;
const registry = registryOf(handlersOfBackline());

test('every command has a handler, and every handler of a command can be typed', () => {
  expect([...registry.commands.keys()].sort()).toEqual(manifest.features.slash_commands.map(({ command }) => command).sort());
});

test('every shortcut has a handler, and every handler of a shortcut can be chosen', () => {
  expect([...registry.shortcuts.keys()].sort()).toEqual(manifest.features.shortcuts.map(({ callback_id }) => callback_id).sort());
});

test('every event that Slack sends us has a handler, and every handler of an event is sent it', () => {
  expect([...registry.events.keys()].sort()).toEqual([...new Set(events.map(typeOf))].sort());
});

/** `message.channels` arrives as `message`. */
const typeOf = (event: string) => event.split('.')[0] as string;

/** What the right to hear of something depends on, besides the methods. */
const scopeOfEvent: Record<string, string> = {
  app_home_opened: '',
  app_mention: 'app_mentions:read',
  channel_archive: 'channels:read',
  channel_rename: 'channels:read',
  channel_shared: 'channels:read',
  channel_unarchive: 'channels:read',
  channel_unshared: 'channels:read',
  group_archive: 'groups:read',
  group_rename: 'groups:read',
  group_unarchive: 'groups:read',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  reaction_added: 'reactions:read',
  subteam_members_changed: 'usergroups:read',
  team_join: 'users:read',
  user_change: 'users:read',
};

test('for every event that Slack sends us we ask the scope', () => {
  expect(events.filter((event) => !(event in scopeOfEvent))).toEqual([]);
  expect(events.map((event) => scopeOfEvent[event]).filter((scope) => scope && !scopes.includes(scope))).toEqual([]);
});

/** Scopes that neither a method nor an event stands for. */
const otherUses: Record<string, string> = {
  commands: 'slash commands and shortcuts',
  'chat:write.customize': "copies with their author's name and picture",
};

const facts = '../shared/slack';
const schemaFile = join(root, facts, 'manifest.schema.json');
const methodsFile = join(root, facts, 'methods.json');

whenPresent(schemaFile)('the manifest is one that Slack accepts', () => {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  validate(manifest);
  expect(validate.errors ?? []).toEqual([]);
});

describe('against the scopes that Slack names for each method', () => {
  const scopesOf = () => JSON.parse(readFileSync(methodsFile, 'utf8')) as Record<string, { bot_scopes: string[] }>;

  whenPresent(methodsFile)('for every method that is called we ask a scope that allows it', () => {
    const known = scopesOf();
    const without = calledMethods.filter((method) => {
      const { bot_scopes: any } = known[method] ?? { bot_scopes: ['a method that Slack does not have'] };
      return any.length > 0 && !any.some((scope) => scopes.includes(scope));
    });
    expect(without).toEqual([]);
  });

  whenPresent(methodsFile)('no scope is asked that nothing uses', () => {
    const known = scopesOf();
    const used = new Set([
      ...calledMethods.flatMap((method) => known[method]?.bot_scopes ?? []),
      ...events.map((event) => scopeOfEvent[event]),
      ...Object.keys(otherUses),
    ]);
    expect(scopes.filter((scope) => !used.has(scope))).toEqual([]);
  });
});

/** Slack's own descriptions stand beside the repository, not in it. */
function whenPresent(file: string): jest.It {
  if (existsSync(file)) return test;
  console.warn(`Skipped: ${file} is not here.`);
  return test.skip;
}
