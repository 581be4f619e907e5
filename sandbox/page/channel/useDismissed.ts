import { useCallback, useState } from 'react';

const KEY = 'sandbox-dismissed';

/** Messages only the person saw and has put away, for as long as the browser's tab lives. */
export function useDismissed(): [ReadonlySet<string>, (ts: string) => void] {
  const [dismissed, setDismissed] = useState(stored);
  const dismiss = useCallback((ts: string) => {
    setDismissed((before) => {
      const after = new Set([...before, ts]);
      sessionStorage.setItem(KEY, JSON.stringify([...after]));
      return after;
    });
  }, []);
  return [dismissed, dismiss];
}

function stored(): ReadonlySet<string> {
  return new Set(JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as string[]);
}
