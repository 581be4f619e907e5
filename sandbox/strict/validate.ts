/** `blocks.validate`: the same checks, asked for by name. */
import { asResponseMetadata, type Complaint, complaint } from './complaint';
import { blocksComplaints, checkMessage } from './message';
import { isRecord } from './schema';
import { checkView } from './view';

export interface Validation {
  ok: boolean;
  error?: string;
  errors?: { pointer: string; code: string; message: string }[];
  response_metadata?: { messages: string[] };
}

/** The body of `blocks.validate`'s answer for exactly one of `blocks`, `message` or `view`. */
export function validateBlocks(args: Record<string, unknown>): Validation {
  const given = ['blocks', 'message', 'view'].filter((name) => args[name] !== undefined);
  if (given.length !== 1) return refusal('invalid_arguments', [complaint('', 'must provide exactly one of blocks, message or view', '')]);
  if (args.view !== undefined) return verdict('invalid_view', checkView(args.view));
  if (args.message !== undefined) return verdict('invalid_message', messageComplaints(args.message));
  return verdict('invalid_blocks', blocksComplaints(args.blocks));
}

function messageComplaints(message: unknown): Complaint[] {
  return isRecord(message) ? checkMessage(message) : [complaint('invalid_message', 'must provide an object', '/message')];
}

const verdict = (error: string, complaints: Complaint[]): Validation =>
  complaints.length === 0 ? { ok: true } : refusal(error, complaints);

function refusal(error: string, complaints: Complaint[]): Validation {
  const errors = complaints.map(({ pointer, message }) => ({ pointer, code: 'failed_constraint', message }));
  return { ok: false, error, errors, response_metadata: asResponseMetadata(complaints) };
}
