/**
 * One process that posts. `engine`: Backline's delivery on a database. `bare`: the client of `@slack/web-api` in a loop, which reads no
 * record and remembers nothing. It answers `ready`, starts when it is told to, and answers when it is done.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import { computerClock } from '../../src/clock';
import { connect, type Database } from '../../src/database';
import { startDelivery } from '../../src/delivery/deliver';
import { kinds } from '../../src/delivery/kinds';
import type { Message, Words } from '../../src/delivery/words';
import { createLog } from '../../src/log';
import { createSlack } from '../../src/slack';
import type { SlackAddress } from './delivery-slack';

export interface Work {
  role: 'engine' | 'bare';
  slack: SlackAddress;
  /** `engine`. */
  databaseUrl: string;
  /** `bare`: how many messages. */
  messages: number;
}

process.once('message', (work: Work) => void main(work));

async function main(work: Work): Promise<void> {
  const post = work.role === 'bare' ? await bare(work) : await engine(work);
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  await post();
  process.send?.('done');
  process.disconnect();
}

async function bare({ slack, messages }: Work): Promise<() => Promise<void>> {
  const { apiUrl: slackApiUrl, token, channels } = slack;
  const client = new WebClient(token, { slackApiUrl, retryConfig: { retries: 0 }, timeout: 10_000 });
  const post = async (n: number) => {
    const channel = channels[n % channels.length] as string;
    await client.chat.postMessage({ channel, ...drawn('Tallwick Ltd', n), metadata: { event_type: 'bench', event_payload: {} } });
  };
  await post(0); // warm, as the engine is by then
  return async () => {
    for (let n = 0; n < messages; n += 1) await post(n);
  };
}

async function engine({ slack, databaseUrl }: Work): Promise<() => Promise<void>> {
  const db = await connect(databaseUrl);
  const own = createSlack({ db, clock: computerClock, url: 'https://bare.slack.com/', ...slack });
  await own.delivery.call('auth.test', {});
  const log = createLog({ level: 'warn', format: 'json' });
  const deps = { db, log, clock: computerClock, slack: () => own, words: words(), owner: randomUUID(), paceMs: 0, lookEveryMs: 100 };
  return async () => {
    const delivery = startDelivery({ ...deps, selfDriven: true });
    while ((await left(db)) > 0) await pause(50);
    await delivery.stop();
    await db.close();
  };
}

const left = (db: Database) => db.read.delivery.count({ where: { state: 'pending' } });

/** Reads the record and draws it, as real words do. */
function words(): Words {
  const draw: Words['escalation.line'] = async ({ subject, position }, { read }) => {
    const customer = await read.customer.findUnique({ where: { id: subject } });
    return customer && drawn(customer.name, position);
  };
  return Object.fromEntries(Object.keys(kinds).map((kind) => [kind, draw])) as Words;
}

function drawn(name: string, n: number): Message & { blocks: NonNullable<Message['blocks']> } {
  const text = `ESC-${n}, S2, Invoice shows VAT twice after a plan change: Bo has it, next reply due 10:42.`;
  return {
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*[S2] ESC-${n}*  Invoice shows VAT twice after a plan change` } },
      { type: 'context', elements: [{ type: 'mrkdwn', text: `Billing · ${name} and 2 more customers · Ana in #support, 3 threads` }] },
      { type: 'section', text: { type: 'mrkdwn', text: 'Claimed by Bo 09:55 · turn: squad · next reply due 10:42, in 38 min' } },
    ],
  };
}
