import { useEffect, useMemo, useState } from 'react';

/** The world's now, from what the server said last: it runs on with the computer's clock. Renders anew each `everyMs`. */
export function useNow(serverNow: string, everyMs = 1000): Date {
  const offset = useMemo(() => Date.parse(serverNow) - Date.now(), [serverNow]);
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return useMemo(() => new Date(Math.max(tick + offset, Date.parse(serverNow))), [tick, offset, serverNow]);
}
