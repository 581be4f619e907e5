/** What Slack refuses, said with Slack's error names and words. Stricter than Slack where its documentation is, never kinder. */
import type { Complaint } from './complaint';

export { asResponseMetadata, type Complaint, worded } from './complaint';

/** Where blocks may stand. */
export type SurfaceKind = 'message' | 'modal' | 'home';

/** A refused call: the body of Slack's answer without `ok`. `messages` belong into `response_metadata`. */
export interface Refusal {
  error: string;
  needed?: string;
  provided?: string;
  messages?: string[];
}

/** Everything wrong with an array of blocks; pointers begin with `/blocks`. */
export function checkBlocks(_blocks: unknown, _surface: SurfaceKind): Complaint[] {
  return [];
}

/** Everything wrong with a modal or a Home tab; pointers begin with `/view`. */
export function checkView(_view: unknown): Complaint[] {
  return [];
}

/** Everything wrong with what is to become a message: text, blocks, attachments, metadata. The first complaint's error is the call's. */
export function checkMessage(_args: Record<string, unknown>): Complaint[] {
  return [];
}

/** Method, arguments and scopes of a call, before anything of the world is looked at. Arguments of form bodies are given parsed (JSON values decoded). */
export function checkCall(_method: string, _args: Record<string, unknown>, _scopes: readonly string[]): Refusal | null {
  return null;
}
