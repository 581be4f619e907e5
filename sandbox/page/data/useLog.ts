import { useCallback, useEffect, useRef, useState } from 'react';
import { useChange } from './changes';
import { fetchLog } from './http';
import type { LogEntry } from './wire';

const PAGE = 200;
/** Older entries leave the panel; the sandbox keeps them. */
const KEPT = 1000;

export interface TrafficLog {
  entries: LogEntry[];
  problem: string | undefined;
  clear: () => void;
}

/** Follows the traffic from the end of what is known, a page at a time. */
export function useLog(): TrafficLog {
  const [entries, setEntries] = useState<LogEntry[]>([]);
  const [problem, setProblem] = useState<string>();
  const after = useRef(0);
  const busy = useRef(false);
  const again = useRef(false);

  const follow = useCallback(async () => {
    again.current = true;
    if (busy.current) return;
    busy.current = true;
    try {
      while (again.current) {
        again.current = false;
        const page = await fetchLog(after.current, PAGE);
        setProblem(undefined);
        if (page.length === 0) continue;
        after.current = page.at(-1)?.n ?? after.current;
        again.current = page.length === PAGE;
        setEntries((known) => [...known, ...page].slice(-KEPT));
      }
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      busy.current = false;
    }
  }, []);

  useEffect(() => void follow(), [follow]);
  useChange(({ what }) => {
    if (what === 'log') void follow();
  });
  const clear = useCallback(() => setEntries([]), []);
  return { entries, problem, clear };
}
