import type { Deps } from '../../deps';
import { minuteMs } from '../../domain/calendar/zone';

type Groups = { id: string; handle: string; name: string }[];
export type GroupsOf = (workspaceId: string) => Promise<Groups>;

const rememberedMs = 5 * minuteMs;

/** Each letter that is typed asks for them: they are remembered for a while. */
export function rememberedGroups(deps: Deps): GroupsOf {
  const known = new Map<string, { at: number; groups: Groups }>();
  return async (workspaceId) => {
    const now = deps.clock.now().getTime();
    const old = known.get(workspaceId);
    if (old && now - old.at < rememberedMs) return old.groups;
    const groups = await askGroups(deps, workspaceId);
    if (groups) known.set(workspaceId, { at: now, groups });
    return groups ?? old?.groups ?? [];
  };
}

/** `null` where Slack does not tell them: the scope is optional, and they need a paid plan. */
async function askGroups(deps: Deps, workspaceId: string): Promise<Groups | null> {
  const outcome = await deps.slack(workspaceId).client.call('usergroups.list', {});
  if (outcome.is !== 'ok') {
    deps.log.info({ outcome }, 'user groups are not known now');
    return null;
  }
  return (outcome.answer.usergroups ?? []).map(({ id = '', handle = '', name = '' }) => ({ id, handle, name }));
}
