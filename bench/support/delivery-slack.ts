/** A sandbox in a process of its own with many channels. On demand it answers late, as the real one does, or tells what was said, in order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, type Sandbox, startSandbox } from '../../sandbox';

export interface SlackAddress {
  apiUrl: string;
  token: string;
  workspaceId: string;
  botUserId: string;
  botId: string;
  channels: string[];
}

async function main(channelCount: number): Promise<void> {
  const manifest = parse(readFileSync(join(__dirname, '../../../manifest.yml'), 'utf8')) as Manifest;
  const sandbox = await startSandbox({ manifest, world: 'bare' });
  const kai = sandbox.people.kai as string;
  const channels: string[] = [];
  for (let n = 0; n < channelCount; n += 1)
    channels.push(await sandbox.make({ make: 'channel', name: `bench-${n}`, members: [kai], botIsMember: true }));

  const { botToken: token, teamId: workspaceId, botUserId, botId } = sandbox.app;
  process.on('message', (asked: { lateByMs: number } | 'what was said?') => {
    if (asked !== 'what was said?') return late(sandbox, asked.lateByMs);
    process.send?.(channels.map((channel) => said(sandbox, kai, channel)));
    sandbox.clearLog();
  });
  process.send?.({ apiUrl: sandbox.apiUrl, token, workspaceId, botUserId, botId, channels } satisfies SlackAddress);
}

function late(sandbox: Sandbox, ms: number): void {
  sandbox.inject({ method: 'chat.postMessage', probability: 1, when: 'after', what: { kind: 'hang', ms } });
}

const said = (sandbox: Sandbox, as: string, channel: string): unknown[] =>
  sandbox.messages(as, channel).flatMap(({ metadata }) => metadata?.event_payload.key ?? []);

void main(Number(process.argv[2]));
