import { useChange } from './changes';
import { fetchMessages } from './http';
import { type Fetched, useFetched } from './useFetched';
import type { PageMessage } from './wire';

/** Messages of a channel, or of a thread with its root first, as the person sees them. */
export function useMessages(as: string, channel: string, thread?: string): Fetched<PageMessage[]> {
  const fetched = useFetched([as, channel, thread].join(), () => fetchMessages(as, channel, thread));
  useChange((change) => {
    if (change.what === 'messages' && (change.channel === channel || change.channel === '*')) void fetched.refresh();
  });
  return fetched;
}
