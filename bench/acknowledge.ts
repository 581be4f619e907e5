import { quietSandbox, type RunningApp, startBacklineOn, startEmptyBoltOn } from './support/app';
import { atMost, type Figure, percentile } from './support/figure';

const perSecond = 100;
const listeners = 60;

/** From the envelope to its acknowledgement, commands and actions at 100 a second, beside an empty Bolt app with as many listeners. */
export async function run(seconds: number): Promise<Figure[]> {
  const empty = await measure((sandbox) => startEmptyBoltOn(sandbox, listeners), seconds);
  const backline = await measure((sandbox) => startBacklineOn(sandbox), seconds);
  return [
    atMost('acknowledgement p99, commands and actions', 'ms', backline.ackP99, empty.ackP99, 1.5),
    { name: '/escalate to views.open p99', unit: 'ms', figure: backline.openP99, yardstick: 50, ratio: backline.openP99 / 50, bar: '<= 1' },
  ];
}

async function measure(start: (sandbox: Awaited<ReturnType<typeof quietSandbox>>) => Promise<RunningApp>, seconds: number) {
  const sandbox = await quietSandbox();
  const app = await start(sandbox);
  await sandbox.quiet();
  const agent = sandbox.people.ana as string;
  const channel = sandbox.channels.support as string;
  await sandbox.act(agent, { do: 'open_home' });
  await homeDrawn(sandbox, agent);

  await interactions(app, agent, channel, 1); // warm
  sandbox.clearLog();
  await interactions(app, agent, channel, seconds);
  const acks = sandbox.log.filter(({ way }) => way === 'interaction').map(({ ms }) => ms ?? 3_000);
  const opens = opened(sandbox.log);
  await app.stop();
  await sandbox.stop();
  return { ackP99: percentile(acks, 0.99), openP99: percentile(opens, 0.99) };
}

async function interactions({ sandbox }: RunningApp, agent: string, channel: string, seconds: number): Promise<void> {
  const button = homeButton(sandbox.home(agent)?.blocks ?? []);
  const under: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < seconds * perSecond; n += 1) {
    const wait = startedAt + (n * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    // One form in ten acts: 10 a second.
    if (n % 10 === 0) under.push(sandbox.act(agent, { do: 'command', channel, command: '/escalate', text: 's2 Invoice shows VAT twice' }));
    else under.push(sandbox.act(agent, { do: 'action', where: { in: 'home' }, ...button }));
    if (n % 10 === 5) under.push(sandbox.act(agent, { do: 'close', all: true }));
  }
  await Promise.all(under);
  await sandbox.quiet();
}

function homeDrawn(sandbox: RunningApp['sandbox'], agent: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = sandbox.onChange(look);
    function look(): void {
      if (!sandbox.home(agent)) return;
      stop();
      resolve();
    }
    look();
  });
}

/** A button that App Home shows and that opens nothing. */
function homeButton(blocks: unknown[]): { blockId: string; actionId: string } {
  for (const block of blocks as { block_id: string; elements?: { type: string; action_id: string; url?: string }[] }[]) {
    const button = block.elements?.find(({ type, url, action_id }) => type === 'button' && !url && action_id !== 'new_escalation');
    if (button) return { blockId: block.block_id, actionId: button.action_id };
  }
  throw new Error('App Home shows no button');
}

/** From a command's envelope to the `views.open` that it caused. */
function opened(log: Awaited<ReturnType<typeof quietSandbox>>['log']): number[] {
  const commands = log.filter(({ way, name }) => way === 'interaction' && name === '/escalate');
  const opens = new Map(log.filter(({ name }) => name === 'views.open').map((entry) => [String(entry.request.trigger_id), entry]));
  return commands.flatMap((command) => {
    const open = opens.get(String(command.request.trigger_id));
    return open ? [Date.parse(open.at) - Date.parse(command.at)] : [];
  });
}
