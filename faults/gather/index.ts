import type { Sandbox } from '../../sandbox';
import type { Database } from '../../src/database';
import { patiently } from '../../src/database';
import type { Evidence, Heard } from '../judge/evidence';
import type { Chronicle, Said } from '../people/chronicle';
import { readRecords } from './records';
import { readRefusals, readTraffic } from './traffic';

/** Brings together what people did, what the database says and what Slack saw. */
export async function gather(sandbox: Sandbox, db: Database, { acts, said }: Chronicle, calmSince: number): Promise<Evidence> {
  const names = new Map(Object.entries(sandbox.people).map(([key, id]) => [id, key]));
  const nameOf = (userId: string) => names.get(userId) ?? userId;
  const records = await patiently(() => readRecords(db, nameOf, sandbox.clock.now()));
  return {
    acts,
    said: said.map((one) => heard(sandbox, one)),
    ...records,
    ...readTraffic(sandbox.log),
    refusals: readRefusals(sandbox.complaints(), sandbox.log, calmSince),
  };
}

function heard(sandbox: Sandbox, one: Said): Heard {
  const message = sandbox.message(sandbox.people[one.by] as string, one);
  return { ...one, text: message && message.subtype !== 'tombstone' ? message.text : null };
}
