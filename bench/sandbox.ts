import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { stringify } from 'node:querystring';
import { atLeast, type Figure } from './support/figure';
import { callsPerSecond } from './support/raw-client';

const wanted = 5_000;

interface Ready {
  url: string;
  token: string;
  channel: string;
}

/** Web API calls that the sandbox answers, by a client that costs little: a second of the clock, and a second of its own core. */
export async function run(seconds: number): Promise<Figure[]> {
  const child = fork(join(__dirname, 'support/sandbox-process.js'));
  const { url, token, channel } = await answer<Ready>(child);
  const bodies = { 'auth.test': '', 'chat.postMessage': stringify({ channel, text: 'How fast is this?' }) };
  const figures: Figure[] = [];
  for (const [method, body] of Object.entries(bodies)) {
    const call = { url: new URL(`/api/${method}`, url), token, body };
    await callsPerSecond(call, 1); // warm
    const before = await cpuSeconds(child);
    const perSecond = await callsPerSecond(call, Math.max(1, seconds / 2));
    const used = (await cpuSeconds(child)) - before;
    const perCpuSecond = (perSecond * Math.max(1, seconds / 2)) / used;
    figures.push(atLeast(`sandbox: ${method}`, '/s', perSecond, wanted, 1));
    figures.push(atLeast(`sandbox: ${method}, per second of one core`, '/s', perCpuSecond, wanted, 1));
  }
  child.kill();
  return figures;
}

async function cpuSeconds(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const { user, system } = await answer<NodeJS.CpuUsage>(child);
  return (user + system) / 1_000_000;
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => child.once('message', (message) => resolve(message as T)));
}
