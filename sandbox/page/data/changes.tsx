import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { changesUrl } from './http';
import type { Change } from './wire';

type Listener = (change: Change) => void;

interface Changes {
  listen(listener: Listener): () => void;
  /** False while the stream is down: the page says so. */
  online: boolean;
}

const ChangesContext = createContext<Changes | null>(null);

/** After a break everything may have changed. */
const EVERYTHING: Change[] = [{ what: 'state' }, { what: 'messages', channel: '*' }, { what: 'log' }];

/** The only place that listens to the server: one stream for the acting person. */
export function ChangesProvider({ as, children }: { as: string; children: ReactNode }) {
  const listeners = useRef(new Set<Listener>());
  const [online, setOnline] = useState(true);

  useEffect(() => {
    const stream = new EventSource(changesUrl(as));
    let broken = false;
    const tell = (change: Change) => {
      for (const listener of listeners.current) listener(change);
    };
    stream.onmessage = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as Change);
    stream.onopen = () => {
      setOnline(true);
      if (broken) EVERYTHING.forEach(tell);
      broken = false;
    };
    stream.onerror = () => {
      broken = true;
      setOnline(false);
    };
    return () => stream.close();
  }, [as]);

  const changes = useMemo<Changes>(
    () => ({
      online,
      listen(listener) {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [online],
  );
  return <ChangesContext value={changes}>{children}</ChangesContext>;
}

export function useOnline(): boolean {
  return useChanges().online;
}

export function useChange(listener: Listener): void {
  const { listen } = useChanges();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen((change) => latest.current(change)), [listen]);
}

function useChanges(): Changes {
  const changes = useContext(ChangesContext);
  if (!changes) throw new Error('ChangesProvider is missing');
  return changes;
}
