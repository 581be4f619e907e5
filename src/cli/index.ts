import { Command, CommanderError } from 'commander';
import { Refusal } from '../refusal';
import { auditCommand } from './audit';
import { BadInput } from './bad-input';
import { openSession, type Register, type World } from './context';
import { doctorCommand } from './doctor';
import { rotaCommand } from './rota';
import { settingsCommand } from './settings';

/** Every command of `backline`, in the order of `backline --help`. */
const commands: Register[] = [settingsCommand, auditCommand, rotaCommand, doctorCommand];

/** Runs one command line. Answers the exit code: 0 done, 1 it found something to mend or failed, 2 it could not use what it was given. */
export async function run(args: string[], world: World): Promise<number> {
  const session = openSession(world);
  const program = newProgram(world);
  for (const register of commands) register(program, session.cli);
  try {
    await program.parseAsync(args.length > 0 ? args : ['--help'], { from: 'user' });
    return session.exitCode();
  } catch (error) {
    return explain(error, args.includes('--json'), world);
  } finally {
    await session.close();
  }
}

function newProgram({ version, out, err }: World): Command {
  return new Command('backline')
    .description("Backline's settings, records and health from a terminal: the same rules as in Slack.")
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err, outputError: () => {} });
}

function explain(error: unknown, json: boolean, { err }: World): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
  if (error instanceof CommanderError && error.code === 'commander.help') return 2; // a group without its command: its help was shown

  if (error instanceof BadInput && error.asData) {
    err(`${JSON.stringify(error.asData)}\n`);
    return 2;
  }
  const said = inWords(error);
  err(json ? `${JSON.stringify(said)}\n` : `${said.path ? `${said.path}: ` : ''}${said.message}\n`);
  return said.error === 'failed' ? 1 : 2;
}

interface Said {
  error: 'invalid_input' | 'failed';
  path?: string;
  message: string;
}

function inWords(error: unknown): Said {
  if (error instanceof BadInput) return { error: 'invalid_input', path: error.path, message: error.message, ...error.more };
  if (error instanceof CommanderError)
    return { error: 'invalid_input', path: 'command', message: `${error.message.replace(/^error: |\.$/g, '')}. Try \`backline --help\`.` };
  if (error instanceof Refusal) return { error: 'invalid_input', path: 'environment', message: error.message };
  return { error: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
