/** The sandbox's own HTTP. Every answer is JSON; anything else is a `SandboxError` with a sentence for the person. */
import type { Act, ActResult, Fault, LogAnswer, LogEntry, MessagesAnswer, PageMessage, WorkspaceState } from './wire';

export class SandboxError extends Error {
  override name = 'SandboxError';
}

export function fetchState(as: string | undefined): Promise<WorkspaceState> {
  return get<WorkspaceState>('state', { as });
}

export async function fetchMessages(as: string, channel: string, thread?: string): Promise<PageMessage[]> {
  return (await get<MessagesAnswer>('messages', { as, channel, thread })).messages;
}

export async function fetchLog(after: number, limit: number): Promise<LogEntry[]> {
  return (await get<LogAnswer>('log', { after: String(after), limit: String(limit) })).entries;
}

export function postAct(as: string, act: Act): Promise<ActResult> {
  return post<ActResult>('act', { as, act });
}

export type ClockMove = { advanceMs: number } | { to: string } | { next: 'monday-09:00'; tz: string };

export function moveClock(move: ClockMove): Promise<{ now: string }> {
  return post('clock', move);
}

export function shake(fault: { fault: Fault } | { clear: true } | { drop: { warn?: boolean } }): Promise<unknown> {
  return post('faults', fault);
}

export function changeWorkspace(what: { free: boolean } | { groupsForAdmins: boolean }): Promise<unknown> {
  return post('workspace', what);
}

export function resetWorld(): Promise<unknown> {
  return post('reset', {});
}

export function changesUrl(as: string): string {
  return `sandbox/changes?as=${encodeURIComponent(as)}`;
}

function get<T>(route: string, query: Record<string, string | undefined>): Promise<T> {
  const known = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return request<T>(`sandbox/${route}?${new URLSearchParams(known)}`);
}

function post<T>(route: string, body: unknown): Promise<T> {
  return request<T>(`sandbox/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function request<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new SandboxError('The sandbox cannot be reached. Is it still running?', { cause: error });
  });
  if (!response.ok) throw new SandboxError(await problemOf(response));
  return (await response.json()) as T;
}

async function problemOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return typeof error === 'string' ? error : `The sandbox answered ${response.status}.`;
  } catch {
    return text.slice(0, 200) || `The sandbox answered ${response.status}.`;
  }
}
