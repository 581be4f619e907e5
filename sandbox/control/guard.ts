/** Who may use the control interface: this machine, and pages that it served itself. Keeps out names that were pointed at 127.0.0.1. */
import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

export function isTrusted({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const host = headers.host ?? '';
  if (!LOOPBACK.test(host)) return false;
  return headers.origin === undefined || headers.origin.replace(/^https?:\/\//, '') === host;
}
