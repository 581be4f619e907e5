import { useCallback, useEffect, useRef, useState } from 'react';

export interface Fetched<T> {
  value: T | undefined;
  problem: string | undefined;
  /** Asks again; asked while an answer is under way, once more after it. Resolves with the newest answer in place. */
  refresh: () => Promise<void>;
}

/** What a function fetches, asked again on `refresh`. A new `key` starts over with nothing. */
export function useFetched<T>(key: string, fetchIt: () => Promise<T>): Fetched<T> {
  const [answer, setAnswer] = useState<{ key: string; value?: T; problem?: string }>({ key });
  const latest = useRef({ key, fetchIt });
  useEffect(() => {
    latest.current = { key, fetchIt };
  });
  const running = useRef<{ key: string; done: Promise<void>; again: boolean } | null>(null);

  const refresh = useCallback((): Promise<void> => {
    const current = running.current;
    if (current && current.key === latest.current.key) {
      current.again = true;
      return current.done;
    }
    const run = { key: latest.current.key, again: false, done: Promise.resolve() };
    run.done = (async () => {
      do {
        run.again = false;
        const next = await settle(latest.current.fetchIt);
        if (latest.current.key !== run.key) return;
        setAnswer((before) => ({ ...(before.key === run.key && before), key: run.key, problem: undefined, ...next }));
      } while (run.again);
    })().finally(() => {
      if (running.current === run) running.current = null;
    });
    running.current = run;
    return run.done;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key is what asks again
  useEffect(() => {
    void refresh();
  }, [key, refresh]);

  const fresh = answer.key === key;
  return { value: fresh ? answer.value : undefined, problem: fresh ? answer.problem : undefined, refresh };
}

async function settle<T>(fetchIt: () => Promise<T>): Promise<{ value: T } | { problem: string }> {
  try {
    return { value: await fetchIt() };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
