/** A local Slack workspace: `startSandbox` listens on loopback and answers like Slack. See README.md. */
import type { Sandbox, SandboxOptions } from './api';
import { LocalSandbox } from './local-sandbox';

export type * from './api';
export { CannotDo, type Person, person } from './person';

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = new LocalSandbox(options);
  await sandbox.listen();
  return sandbox;
}
