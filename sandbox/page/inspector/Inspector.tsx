import { useEffect, useMemo, useRef, useState } from 'react';
import { useLog } from '../data/useLog';
import type { LogEntry } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { IconButton } from '../parts/IconButton';
import { Entry } from './Entry';
import { filterEntries, KINDS, type Kind } from './filter';
import { Shake } from './Shake';

const LABELS: Record<Kind, string> = {
  everything: 'Everything',
  calls: 'Calls',
  events: 'Events',
  interactions: 'Interactions',
  trouble: 'Trouble',
};

/** The traffic between Slack and the app, newest at the end. */
export function Inspector({ onClose }: { onClose: () => void }) {
  const { state } = useWorkspace();
  const { entries, problem, clear } = useLog();
  const [kind, setKind] = useState<Kind>('everything');
  const [words, setWords] = useState('');
  const shown = useMemo(() => filterEntries(entries, kind, words), [entries, kind, words]);
  const list = useFollowing(shown);
  return (
    <section className="inspector" aria-label="Inspector">
      <header className="inspector-head">
        <h2>Inspector</h2>
        <span className="inspector-note">Slack ⇄ {state.app.name}</span>
        <input
          type="search"
          className="text-field"
          aria-label="Filter the traffic"
          placeholder="Filter: method, event, any word"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <select aria-label="Kind of traffic" className="text-field" value={kind} onChange={({ target }) => setKind(target.value as Kind)}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {LABELS[one]}
            </option>
          ))}
        </select>
        <span className="inspector-count" role="status">
          {shown.length} of {entries.length}
        </span>
        <Shake />
        <button type="button" className="button" onClick={clear}>
          Clear
        </button>
        <IconButton icon="close" label="Close the inspector" onClick={onClose} />
      </header>
      {problem && <p className="problem">{problem}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by the arrow keys */}
      <div ref={list} className="inspector-list" tabIndex={0} role="log" aria-label="Traffic" aria-live="off">
        {shown.length === 0 && <p className="loading">{entries.length === 0 ? 'Nothing has been said yet.' : 'Nothing matches.'}</p>}
        {shown.map((entry) => (
          <Entry key={entry.n} entry={entry} />
        ))}
      </div>
    </section>
  );
}

/** Stays at the end while the reader is there. */
function useFollowing(shown: readonly LogEntry[]) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const element = list.current;
    const note = () => {
      if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    };
    element?.addEventListener('scroll', note, { passive: true });
    return () => element?.removeEventListener('scroll', note);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new entry moves the end
  useEffect(() => {
    if (list.current && atEnd.current) list.current.scrollTop = list.current.scrollHeight;
  }, [shown]);
  return list;
}
