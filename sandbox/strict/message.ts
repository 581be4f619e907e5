/** Messages: text, blocks, attachments and metadata, however they are sent. */
import { attachments } from './attachments';
import { blocks } from './blocks';
import { type Complaint, collect, complaint } from './complaint';
import { inspectIdentities, nothingSeen, type Seen } from './identities';
import { metadataComplaints } from './metadata';
import { inspect, isRecord } from './schema';

const mostText = 40_000;
const mostMarkdown = 12_000;
const mostAttachments = 100;

/** Everything wrong with what is to become a message. The first complaint's error is the call's. */
export function checkMessage(args: Record<string, unknown>): Complaint[] {
  const seen = nothingSeen();
  return [
    ...textComplaints(args),
    ...markdownComplaints(args),
    ...blocksComplaints(args.blocks, seen),
    ...attachmentsComplaints(args.attachments, seen),
    ...metadataComplaints(args.metadata),
  ];
}

function textComplaints({ text, blocks, attachments, markdown_text: markdown }: Record<string, unknown>): Complaint[] {
  if (text !== undefined && typeof text !== 'string') return [complaint('invalid_arguments', 'must provide a string', '/text')];
  if (typeof text === 'string' && text.length > mostText) {
    return [complaint('msg_too_long', `must be less than ${mostText + 1} characters`, '/text')];
  }
  const says = [text, markdown].some((words) => typeof words === 'string' && words.trim() !== '');
  if (says || !isEmptyList(blocks) || !isEmptyList(attachments)) return [];
  return [complaint('no_text', 'no message text provided', '/text')];
}

const isEmptyList = (list: unknown): boolean => list === undefined || (Array.isArray(list) && list.length === 0);

function markdownComplaints({ markdown_text: markdown, text, blocks }: Record<string, unknown>): Complaint[] {
  if (markdown === undefined) return [];
  if (typeof markdown !== 'string') return [complaint('invalid_arguments', 'must provide a string', '/markdown_text')];
  if (text !== undefined || blocks !== undefined) {
    return [complaint('markdown_text_conflict', '`markdown_text` stands alone, without `text` or `blocks`', '/markdown_text')];
  }
  if (markdown.length <= mostMarkdown) return [];
  return [complaint('msg_too_long', `must be less than ${mostMarkdown + 1} characters`, '/markdown_text')];
}

/** Blocks of a message; ids already seen in it are remembered between calls. */
export function blocksComplaints(value: unknown, seen: Seen = nothingSeen(), at = '/blocks'): Complaint[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [complaint('invalid_blocks_format', 'must provide an array', at)];
  return collect('invalid_blocks', (report) => {
    inspect(blocks.message, value, at, report);
    inspectIdentities(value, 'message', at, seen, report);
  });
}

function attachmentsComplaints(value: unknown, seen: Seen): Complaint[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [complaint('invalid_attachments', 'must provide an array', '/attachments')];
  if (value.length > mostAttachments) {
    return [complaint('too_many_attachments', `no more than ${mostAttachments} items allowed`, '/attachments')];
  }
  const shape = collect('invalid_attachments', (report) => inspect(attachments, value, '/attachments', report));
  const inner = value.flatMap((attachment, index) =>
    isRecord(attachment) ? blocksComplaints(attachment.blocks, seen, `/attachments/${index}/blocks`) : [],
  );
  return [...shape, ...inner];
}
