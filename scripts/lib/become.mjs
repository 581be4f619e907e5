import Module from 'node:module';
import { at } from './root.mjs';

/** Runs a built program in this very process, as if it had been started: signals, terminal, arguments and exit code are its own. */
export function become(program) {
  process.argv[1] = at(program);
  Module.runMain();
}
