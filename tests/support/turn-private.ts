import type { Sandbox } from '../../sandbox';

/** As Slack's owners can: everything in it stays where it is, and nobody is told. */
export async function turnPrivate(sandbox: Sandbox, channelId: string): Promise<void> {
  const world = sandbox.snapshot() as { channels: [string, object][] };
  const channels = world.channels.map(([id, one]) => [id, id === channelId ? { ...one, kind: 'private' } : one]);
  await sandbox.restore({ ...world, channels });
}
