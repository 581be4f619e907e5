import { nameSquads, quietSandbox, type RunningApp, startBacklineOn, startEmptyBoltOn } from './support/app';
import { atMost, type Figure, percentile } from './support/figure';

const perSecond = 100;
const listeners = 60;
const formsPerSecond = 10;
const pressed = 'new_escalation';

/**
 * From the envelope to its acknowledgement, commands and actions at 100 a second, beside an empty Bolt app with as many listeners. Then
 * from the command's envelope to the form, at 10 a second.
 */
export async function run(seconds: number): Promise<Figure[]> {
  const empty = await measure((sandbox) => startEmptyBoltOn(sandbox, listeners), seconds);
  const backline = await measure(startWithSquads, seconds);
  return [
    atMost('acknowledgement p99, commands and actions', 'ms', backline.ackP99, empty.ackP99, 1.5),
    { name: '/escalate to views.open p99', unit: 'ms', figure: backline.openP99, yardstick: 50, ratio: backline.openP99 / 50, bar: '<= 1' },
  ];
}

async function startWithSquads(sandbox: RunningApp['sandbox']): Promise<RunningApp> {
  const app = await startBacklineOn(sandbox);
  await nameSquads(app);
  return app;
}

async function measure(start: (sandbox: RunningApp['sandbox']) => Promise<RunningApp>, seconds: number) {
  const sandbox = await quietSandbox();
  const app = await start(sandbox);
  await sandbox.quiet();
  const agent = sandbox.people.ana as string;
  const channel = sandbox.channels.support as string;
  await sandbox.act(agent, { do: 'open_home' });
  await homeDrawn(sandbox, agent);

  const escalate = () => sandbox.act(agent, { do: 'command', channel, command: '/escalate', text: 's2 Invoice shows VAT twice' });
  const press = () => sandbox.act(agent, { do: 'action', where: { in: 'home' }, ...button });
  const closeAll = () => sandbox.act(agent, { do: 'close', all: true });
  const button = homeButton(sandbox.home(agent)?.blocks ?? []);
  const mixed = async (n: number) => {
    await (n % 10 === 0 ? escalate() : press());
    if (n % 10 === 5) await closeAll();
  };
  const escalateAndClose = async () => {
    await escalate();
    await closeAll();
  };

  await paced(sandbox, 1, perSecond, mixed); // warm
  sandbox.clearLog();
  await paced(sandbox, seconds, perSecond, mixed);
  const acks = sandbox.log.filter(({ way }) => way === 'interaction').map(({ ms }) => ms ?? 3_000);
  sandbox.clearLog();
  await paced(sandbox, seconds, formsPerSecond, escalateAndClose);
  const opens = opened(sandbox.log);
  await app.stop();
  await sandbox.stop();
  return { ackP99: percentile(acks, 0.99), openP99: percentile(opens, 0.99) };
}

/** As many a second, each begun at its time whether those before it are done or not. */
async function paced(sandbox: RunningApp['sandbox'], seconds: number, aSecond: number, one: (n: number) => Promise<void>): Promise<void> {
  const under: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < seconds * aSecond; n += 1) {
    const wait = startedAt + (n * 1000) / aSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    under.push(one(n));
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

/** The button that both apps show on App Home. */
function homeButton(blocks: unknown[]): { blockId: string; actionId: string } {
  for (const block of blocks as { block_id: string; elements?: { action_id: string }[] }[]) {
    if (block.elements?.some(({ action_id }) => action_id === pressed)) return { blockId: block.block_id, actionId: pressed };
  }
  throw new Error(`App Home shows no button ${pressed}`);
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
