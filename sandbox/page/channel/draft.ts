import { useCallback, useSyncExternalStore } from 'react';

/** What is typed and not sent, by channel or thread, while the page is open. */
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

export function useDraft(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(subscribe, () => drafts.get(key) ?? '');
  const write = useCallback((next: string) => writeDraft(key, next), [key]);
  return [text, write];
}

export function draftKey(as: string, channel: string, thread?: string): string {
  return [as, channel, thread].join('/');
}

/** Puts words into a channel's composer, for the person to finish, and the caret behind them. */
export function usePrefill(): (channel: string, text: string) => void {
  return useCallback((channel, text) => {
    const composer = document.querySelector<HTMLTextAreaElement>(`[data-composer="${channel}"]`);
    if (!composer) return;
    writeDraft(composer.dataset.draft ?? '', text);
    requestAnimationFrame(() => {
      composer.focus();
      composer.setSelectionRange(text.length, text.length);
    });
  }, []);
}

function writeDraft(key: string, text: string): void {
  drafts.set(key, text);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
