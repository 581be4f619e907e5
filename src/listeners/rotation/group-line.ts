import type { Reader } from '../../domain/people/store';
import type { RotationRecord } from '../../domain/rotation/records/rotation';

const minuteMs = 60_000;

/** `User group set 3 min ago`, or why it is not; `null`: none is linked. */
export async function groupLine(read: Reader, { workspaceId, options }: RotationRecord, now: Date): Promise<string | null> {
  if (!options.group) return null;
  const link = await read.groupLink.findUnique({ where: { workspaceId_groupId: { workspaceId, groupId: options.group } } });
  const group = `<!subteam^${options.group}>`;
  if (!link?.lastAt) return `${group} is not set yet`;
  if (link.error === 'plan_upgrade_required') return 'User groups need a paid Slack plan.';
  const minutes = Math.floor((now.getTime() - link.lastAt.getTime()) / minuteMs);
  const ago =
    minutes < 60 ? `${minutes} min ago` : minutes < 2_880 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1_440)} days ago`;
  return link.error ? `${group} could not be set (${link.error})` : `${group} set ${ago}`;
}
