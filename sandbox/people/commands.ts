/** Slash commands and shortcuts. */
import type { ActResult } from '../api';
import { isJson } from '../blocks';
import { refuse } from '../errors';
import { interact } from '../interactions/interact';
import { commandPayload, globalShortcutPayload, messageShortcutPayload } from '../interactions/payloads';
import { answerThrough } from '../interactions/respond';
import { newResponseUrl } from '../interactions/response-urls';
import type { Channel, User } from '../model';
import { installOf, type Slack } from '../slack';
import { escapedCommandText, plainCommandText } from '../wording';
import { type Doing, messageOf, outcome, visibleTo } from './act';
import { postMeMessage } from './messages';

export async function runCommand(slack: Slack, user: User, act: Doing<'command'>): Promise<ActResult> {
  if (act.command === '/me') return postMeMessage(slack, user, act.channel, act.text);

  const command = slack.app.commands.find((other) => other.command === act.command) ?? refuse('unknown_command');
  const channel = visibleTo(slack, user, act.channel);
  installOf(slack, user.teamId);
  const text = command.shouldEscape ? escapedCommandText(slack.store, user.teamId, act.text) : plainCommandText(slack.store, act.text);
  const responseUrl = newResponseUrl(slack, { teamId: user.teamId, channel: channel.id, userId: user.id });
  const triggerId = slack.triggers.issue({ userId: user.id, teamId: user.teamId, channel: channel.id });
  const payload = commandPayload(slack, user, channel, { command: act.command, text: text.trim(), responseUrl, triggerId });
  const result = await interact(slack, 'slash_commands', user.teamId, payload);
  if (result.ok) sayAcknowledgement(slack, user, channel, result.answer);
  return outcome(result);
}

export async function fireMessageShortcut(slack: Slack, user: User, act: Doing<'message_shortcut'>): Promise<ActResult> {
  shortcut(slack, 'message', act.callbackId);
  const { channel, message } = messageOf(slack, user, act.message);
  installOf(slack, user.teamId);
  const responseUrl = newResponseUrl(slack, { teamId: user.teamId, channel: channel.id, userId: user.id });
  const triggerId = slack.triggers.issue({ userId: user.id, teamId: user.teamId, channel: channel.id });
  const payload = messageShortcutPayload(slack, user, channel, message, { callbackId: act.callbackId, responseUrl, triggerId });
  return outcome(await interact(slack, 'interactive', user.teamId, payload));
}

export async function fireGlobalShortcut(slack: Slack, user: User, act: Doing<'global_shortcut'>): Promise<ActResult> {
  shortcut(slack, 'global', act.callbackId);
  installOf(slack, user.teamId);
  const triggerId = slack.triggers.issue({ userId: user.id, teamId: user.teamId });
  const payload = globalShortcutPayload(slack, user, { callbackId: act.callbackId, triggerId });
  return outcome(await interact(slack, 'interactive', user.teamId, payload));
}

function shortcut(slack: Slack, type: 'message' | 'global', callbackId: string): void {
  if (!slack.app.shortcuts.some((other) => other.type === type && other.callbackId === callbackId)) refuse('unknown_shortcut');
}

/** The acknowledgement of a command may be its answer: a text, or a message. */
function sayAcknowledgement(slack: Slack, user: User, channel: Channel, answer: unknown): void {
  const message = typeof answer === 'string' ? { text: answer } : answer;
  if (!isJson(message) || (message.text === undefined && message.blocks === undefined && message.attachments === undefined)) return;
  answerThrough(slack, () => ({ teamId: user.teamId, channel: channel.id, userId: user.id }), message, 'acknowledgement of a command');
}
