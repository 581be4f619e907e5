/** usergroups.*. */
import { refuse } from '../errors';
import { changeGroup, createGroup, type GroupChange, groupNamed, mayChangeGroups, refuseFreePlan } from '../groups';
import type { Json, UserGroup } from '../model';
import { asGroup } from '../shapes/group';
import { userOf } from '../slack';
import { type Args, type Call, type Handler, listed, optional, text } from './call';

export const groups: Record<string, Handler> = {
  'usergroups.list': (call, args) => {
    refuseFreePlan(call.slack, call.teamId);
    const shown = call.slack.store.filter(
      'groups',
      (group) => group.teamId === call.teamId && (args.include_disabled === true || group.disabledAt === undefined),
    );
    const shape = { withUsers: args.include_users === true, withCount: args.include_count === true };
    return { usergroups: shown.map((group) => asGroup(group, shape)) };
  },

  'usergroups.create': (call, args) => {
    refuseChange(call);
    const name = text(args.name);
    const handle = optional(args.handle) ?? name.toLowerCase().replace(/[^a-z0-9_-]+/g, '-');
    const about = { teamId: call.teamId, name, handle, description: text(args.description) };
    return answer(createGroup(call.slack, { ...about, users: [], channels: listed(args.channels) }, call.me), args);
  },

  'usergroups.update': (call, args) => {
    refuseChange(call, 'paid_teams_only');
    const { name, handle, description } = args;
    const words = Object.entries({ name, handle, description }).filter(([, given]) => given !== undefined);
    return changed(call, knownGroup(call, args), args, Object.fromEntries(words));
  },

  'usergroups.disable': (call, args) => {
    refuseChange(call);
    return changed(call, knownGroup(call, args), args, { disabled: true });
  },

  'usergroups.enable': (call, args) => {
    refuseChange(call);
    return changed(call, knownGroup(call, args), args, { disabled: false });
  },

  'usergroups.users.list': (call, args) => {
    refuseFreePlan(call.slack, call.teamId);
    const group = args.include_disabled === true ? knownGroup(call, args) : openGroup(call, args);
    return { users: group.users };
  },

  'usergroups.users.update': (call, args) => {
    refuseChange(call);
    return changed(call, openGroup(call, args), args, { users: listed(args.users) });
  },
};

/** What the bot's workspace lets nobody, or only its admins, do. */
function refuseChange(call: Call, withoutPlan?: string): void {
  refuseFreePlan(call.slack, call.teamId, withoutPlan);
  if (!mayChangeGroups(call.slack, userOf(call.slack, call.me))) refuse('permission_denied');
}

function knownGroup(call: Call, args: Args): UserGroup {
  const group = groupNamed(call.slack, call.teamId, text(args.usergroup));
  return group.id === args.usergroup ? group : refuse('no_such_subteam');
}

/** Slack says nowhere what a disabled group is for methods about members. Here it is not there. */
function openGroup(call: Call, args: Args): UserGroup {
  const group = knownGroup(call, args);
  return group.disabledAt === undefined ? group : refuse('no_such_subteam');
}

function changed(call: Call, group: UserGroup, args: Args, changes: GroupChange): Json {
  return answer(changeGroup(call.slack, group, call.me, changes), args);
}

function answer(group: UserGroup, args: Args): Json {
  return { usergroup: asGroup(group, { withUsers: true, withCount: args.include_count === true }) };
}
