import type { IncomingMessage } from 'node:http';
import type { LocalSandbox } from '../local-sandbox';
import type { Route } from '../server';

export function controlRoute(_sandbox: LocalSandbox, _request: IncomingMessage, _path: string): Route | null {
  return null;
}
