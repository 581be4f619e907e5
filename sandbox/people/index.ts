/** What people do in Slack, by the closed list `Act`. A refusal is Slack's error name in `problem`. */
import type { Act, ActResult } from '../api';
import { refuse, SlackError } from '../errors';
import type { User } from '../model';
import { type Slack, userOf } from '../slack';
import { openDirectMessage, openHome } from './app-home';
import {
  archiveChannel,
  invitePerson,
  joinChannel,
  kickPerson,
  leaveChannel,
  renameChannel,
  setTopicByHand,
  unarchiveChannel,
} from './channels';
import { fireGlobalShortcut, fireMessageShortcut, runCommand } from './commands';
import { loadOptions, operateElement, typeInto } from './elements';
import { changeGroupByHand } from './groups';
import { deleteMessage, editMessage, postMessage, reactTo } from './messages';
import { closeView, submitView } from './modals';
import { setDoNotDisturb, updateProfile } from './profile';

export async function perform(slack: Slack, as: string, act: Act): Promise<ActResult> {
  const ended = slack.activity.begin();
  try {
    const user = userOf(slack, as);
    if (user.deleted) refuse('user_is_deactivated');
    return await performAs(slack, user, act);
  } catch (problem) {
    if (!(problem instanceof SlackError)) throw problem;
    return { ok: false, problem: problem.error };
  } finally {
    ended();
  }
}

function performAs(slack: Slack, user: User, act: Act): ActResult | Promise<ActResult> {
  switch (act.do) {
    case 'post':
      return postMessage(slack, user, act);
    case 'edit':
      return editMessage(slack, user, act);
    case 'delete':
      return deleteMessage(slack, user, act);
    case 'react':
      return reactTo(slack, user, act);
    case 'command':
      return runCommand(slack, user, act);
    case 'message_shortcut':
      return fireMessageShortcut(slack, user, act);
    case 'global_shortcut':
      return fireGlobalShortcut(slack, user, act);
    case 'open_home':
      return openHome(slack, user);
    case 'open_dm':
      return openDirectMessage(slack, user);
    case 'action':
      return operateElement(slack, user, act);
    case 'input':
      return typeInto(slack, user, act);
    case 'options':
      return loadOptions(slack, user, act);
    case 'submit':
      return submitView(slack, user);
    case 'close':
      return closeView(slack, user, act);
    case 'join':
      return joinChannel(slack, user, act);
    case 'leave':
      return leaveChannel(slack, user, act);
    case 'invite':
      return invitePerson(slack, user, act);
    case 'kick':
      return kickPerson(slack, user, act);
    case 'archive':
      return archiveChannel(slack, user, act);
    case 'unarchive':
      return unarchiveChannel(slack, user, act);
    case 'rename':
      return renameChannel(slack, user, act);
    case 'set_topic':
      return setTopicByHand(slack, user, act);
    case 'change_group':
      return changeGroupByHand(slack, user, act);
    case 'set_dnd':
      return setDoNotDisturb(slack, user, act);
    case 'update_profile':
      return updateProfile(slack, user, act);
    default:
      return refuse('unknown_act');
  }
}
