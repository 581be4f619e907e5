/** What Slack refuses, said with Slack's error names and words. Stricter than Slack where its documentation is, never kinder. */
import { blocks as blockSchemas } from './blocks';
import { type Complaint, collect, complaint } from './complaint';
import type { Surface } from './elements';
import { inspectIdentities, nothingSeen } from './identities';
import { blocksComplaints } from './message';
import { inspect } from './schema';

export { checkOptions, checkResponse, checkViewResponse } from './answers';
export { checkCall, checkChannelScope, decodeForm, type Refusal } from './call';
export { asErrors, asResponseMetadata, type Complaint, worded } from './complaint';
export type { Surface as SurfaceKind } from './elements';
export { checkMessage } from './message';
export { type ChannelKind, type Method, methods } from './methods';
export { validateBlocks } from './validate';
export { checkView } from './view';

/** Everything wrong with an array of blocks; pointers begin with `/blocks`. */
export function checkBlocks(blocks: unknown, surface: Surface): Complaint[] {
  if (surface === 'message' && blocks !== undefined) return blocksComplaints(blocks);
  if (!Array.isArray(blocks)) return [complaint('invalid_blocks_format', 'must provide an array', '/blocks')];
  return collect('invalid_blocks', (report) => {
    inspect(blockSchemas[surface], blocks, '/blocks', report);
    inspectIdentities(blocks, surface, '/blocks', nothingSeen(), report);
  });
}
