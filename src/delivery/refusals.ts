/** What a refusal by name means for what is owed. */
export type Refusal =
  /** The blocks are at fault: drawn once more, plainer. */
  | 'blocks'
  /** Slack will take it later. */
  | 'later'
  /** The token or the whole workspace: nothing can be said there until somebody mends it. */
  | 'workspace'
  /** The message that was to be changed is not there any more. */
  | 'gone'
  /** This place will not take it. */
  | 'never';

const blocks = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'block_mismatch',
  'invalid_attachments',
  'attachment_payload_limit_exceeded',
  'msg_too_long',
  'invalid_arguments',
]);

const later = new Set([
  'accesslimited',
  'external_channel_migrating',
  'message_limit_exceeded',
  'team_added_to_org',
  'update_failed',
  'service_unavailable',
]);

const workspace = new Set([
  'account_inactive',
  'app_not_installed',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'team_not_found',
  'token_expired',
  'token_revoked',
]);

/** A name that we do not know is final: what is repeated without end is worse than what an admin is asked to mend and resend. */
export function refusalOf(error: string): Refusal {
  if (blocks.has(error)) return 'blocks';
  if (later.has(error)) return 'later';
  if (workspace.has(error)) return 'workspace';
  return error === 'message_not_found' ? 'gone' : 'never';
}
