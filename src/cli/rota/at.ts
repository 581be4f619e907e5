import { readInstant } from '../../domain/rotation/definition';
import { rotaOf } from '../../domain/rotation/rules';
import { writtenAt } from '../../domain/rotation/written';
import type { Cli } from '../context';
import { badRota, readRota } from './read';

/** The last word is the file, unless it looks like an instant. */
export async function atInstants(cli: Cli, words: string[]): Promise<void> {
  const last = words.at(-1) as string;
  const file = /^\d{4}-\d{2}-\d{2}(T|$)/.test(last) ? undefined : last;
  const said = file === undefined ? words : words.slice(0, -1);
  if (said.length === 0) throw badRota('instant', 'Say which instant is meant, like 2026-03-30T12:30:00Z.');

  const plan = await readRota(cli, file);
  const rota = rotaOf(plan);
  const instants = said.map((word) => {
    const at = readInstant(word, plan.zone);
    if (at === null) throw badRota('instant', `“${word}” is not an instant. Say it like 2026-03-30T12:30:00Z.`);
    return at;
  });
  for (const at of instants) cli.print(writtenAt(rota, at));
}
