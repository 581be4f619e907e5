/** Message metadata: the app's own data beside a message. */
import { type Complaint, collect, complaint } from './complaint';
import { anything, inspect, isRecord, needed, object, string } from './schema';

/** Slack documents the error but no number; ours is on the careful side. */
const mostBytes = 8000;

const shape = object({ event_type: needed(string({ min: 1, max: 255, matches: /^[A-Za-z0-9_.:-]+$/ })), event_payload: needed(anything) });

export function metadataComplaints(metadata: unknown): Complaint[] {
  if (metadata === undefined) return [];
  if (!isRecord(metadata)) return [complaint('invalid_metadata_format', 'must provide an object', '/metadata')];
  const complaints = collect('invalid_metadata_format', (report) => inspect(shape, metadata, '/metadata', report));
  if (complaints.length > 0) return complaints;
  if (!isRecord(metadata.event_payload)) {
    return [complaint('invalid_metadata_schema', 'must provide an object', '/metadata/event_payload')];
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) <= mostBytes) return [];
  return [complaint('metadata_too_large', `must be less than ${mostBytes + 1} bytes`, '/metadata')];
}
