/** The app in a workspace: installed, its scopes, gone. */

import type { InstalledApp } from './api';
import { addMember, directChannel } from './channels';
import { emitToWorkspace } from './events/emit';
import { botToken } from './manifest';
import type { Install } from './model';
import { nowSeconds, type Slack } from './slack';

/** Installs the app, or gives an installed one the scopes agreed to now. */
export function installApp(slack: Slack, teamId: string, installedBy: string, scopes: string[] = slack.app.scopes): Install {
  const existing = slack.store.get('installs', teamId);
  if (existing !== undefined) {
    const { revoked: _revoked, ...active } = existing;
    return slack.store.put('installs', teamId, { ...active, scopes, installedBy });
  }
  const install: Install = {
    teamId,
    botId: slack.ids.next('B'),
    botUserId: slack.ids.next('U'),
    botToken: botToken(slack.seed, teamId),
    scopes,
    installedBy,
  };
  addBot(slack, teamId, { botId: install.botId, userId: install.botUserId, appId: slack.app.id, name: slack.app.botName });
  return slack.store.put('installs', teamId, install);
}

export function addBot(slack: Slack, teamId: string, bot: { botId: string; userId: string; appId: string; name: string }): void {
  const now = nowSeconds(slack);
  slack.store.put('bots', bot.botId, { id: bot.botId, appId: bot.appId, userId: bot.userId, teamId, name: bot.name, updated: now });
  if (slack.store.get('users', bot.userId) !== undefined) return;

  slack.store.put('users', bot.userId, {
    ...{
      id: bot.userId,
      teamId,
      name: bot.name.toLowerCase().replace(/[^a-z0-9]+/g, '_'),
      realName: bot.name,
      displayName: '',
      title: '',
      email: '',
    },
    ...{ tz: 'America/Los_Angeles', color: '1f3a5f', updated: now, botId: bot.botId, appId: bot.appId },
    ...{ isAdmin: false, isOwner: false, isRestricted: false, isStranger: false, deleted: false },
  });
}

/** An admin removes the app: its token is void from now on. */
export function uninstallApp(slack: Slack, teamId: string): void {
  const install = slack.store.get('installs', teamId);
  if (install === undefined || install.revoked) return;

  emitToWorkspace(slack, teamId, { type: 'tokens_revoked', tokens: { oauth: [], bot: [install.botUserId] } });
  emitToWorkspace(slack, teamId, { type: 'app_uninstalled' });
  slack.store.put('installs', teamId, { ...install, revoked: true });
}

export function asInstalledApp(slack: Slack, install: Install): InstalledApp {
  return {
    appId: slack.app.id,
    teamId: install.teamId,
    botToken: install.botToken,
    appToken: slack.app.appToken,
    signingSecret: slack.app.signingSecret,
    botUserId: install.botUserId,
    botId: install.botId,
    clientId: slack.app.clientId,
    clientSecret: slack.app.clientSecret,
  };
}

export function inviteBot(slack: Slack, channelId: string, by: string): void {
  const channel = slack.store.get('channels', channelId);
  const install = channel === undefined ? undefined : slack.store.get('installs', channel.teamId);
  if (channel === undefined || install === undefined || channel.members.includes(install.botUserId)) return;
  addMember(slack, channel, install.botUserId, by);
}

export function appDirectMessage(slack: Slack, userId: string): string {
  const user = slack.store.get('users', userId);
  const install = user === undefined ? undefined : slack.store.get('installs', user.teamId);
  if (user === undefined || install === undefined) throw new Error(`There is no person ${userId} in a workspace with the app`);
  return directChannel(slack, user.teamId, install.botUserId, userId).id;
}
