/** The page's address: `#/U1/C1/1764000000.000100`, so that a reload, Back and a copied link all find the same place. */
export type Place =
  | { at: 'home' }
  | { at: 'groups'; group?: string }
  | { at: 'channel'; channel: string; thread?: string; message?: string };

export interface Route {
  as?: string;
  place?: Place;
}

export function parseRoute(hash: string): Route {
  const [as, where, thread, message] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (!as) return {};
  if (!where) return { as };
  if (where === 'home') return { as, place: { at: 'home' } };
  if (where === 'groups') return { as, place: { at: 'groups', ...(thread && { group: thread }) } };
  return { as, place: { at: 'channel', channel: where, ...(thread && thread !== '-' && { thread }), ...(message && { message }) } };
}

export function formatRoute({ as, place }: Route): string {
  if (!as) return '#/';
  if (!place) return `#/${as}`;
  if (place.at === 'home') return `#/${as}/home`;
  if (place.at === 'groups') return ['#', as, 'groups', place.group].filter((part) => part !== undefined).join('/');
  const { channel, thread, message } = place;
  return ['#', as, channel, thread ?? (message ? '-' : undefined), message].filter((part) => part !== undefined).join('/');
}

/** Where a link to a message (`https://…/archives/C1/p1764000000000100?thread_ts=…`) leads; null for any other link. */
export function permalinkPlace(url: string): Place | null {
  const match = /^https?:\/\/[^/]+\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?(?:\?(.*))?$/.exec(url);
  if (!match) return null;
  const [, channel = '', seconds, fraction, query = ''] = match;
  if (!seconds) return { at: 'channel', channel };
  const message = `${seconds}.${fraction}`;
  const thread = new URLSearchParams(query).get('thread_ts');
  return { at: 'channel', channel, message, ...(thread && { thread }) };
}
