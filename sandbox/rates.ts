/** Slack's rate limits, for who asks for them: calls a minute per method and workspace, a post a second per channel. */
const TIER_2 = 20;
const TIER_3 = 50;
const TIER_4 = 100;

/** Whole families first, then what differs. Methods without an entry are not limited here. */
const PER_MINUTE: [prefix: string, calls: number][] = [
  ['views.', TIER_4],
  ['users.info', TIER_4],
  ['users.profile.get', TIER_4],
  ['conversations.members', TIER_4],
  ['chat.postEphemeral', TIER_4],
  ['files.', TIER_4],
  ['users.list', TIER_2],
  ['conversations.list', TIER_2],
  ['conversations.setTopic', TIER_2],
  ['usergroups.', TIER_2],
  ['reactions.remove', TIER_2],
  ['chat.', TIER_3],
  ['conversations.', TIER_3],
  ['reactions.', TIER_3],
  ['team.', TIER_3],
  ['bots.', TIER_3],
  ['users.', TIER_3],
];
const WINDOW_MS = 60_000;
/** `chat.postMessage` is about one a second and channel, with room for a short burst. */
const POST_WINDOW_MS = 1_000;
const POST_BURST = 3;

export class Rates {
  private readonly calls = new Map<string, number[]>();

  /** Seconds to wait, or null when the call may go on. */
  hold(method: string, teamId: string, channel: unknown): number | null {
    if (method === 'chat.postMessage') return this.count(`${teamId} ${method} ${String(channel)}`, POST_BURST, POST_WINDOW_MS * POST_BURST);
    const limit = PER_MINUTE.find(([prefix]) => method.startsWith(prefix))?.[1];
    return limit === undefined ? null : this.count(`${teamId} ${method}`, limit, WINDOW_MS);
  }

  private count(key: string, limit: number, windowMs: number): number | null {
    const now = performance.now();
    const recent = (this.calls.get(key) ?? []).filter((at) => now - at < windowMs);
    this.calls.set(key, recent);
    const oldest = recent[0];
    if (recent.length >= limit && oldest !== undefined) return Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));

    recent.push(now);
    return null;
  }
}
