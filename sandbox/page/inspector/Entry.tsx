import { useState } from 'react';
import type { LogEntry } from '../data/wire';
import { isTrouble, statusText } from './filter';
import { JsonTree } from './JsonTree';

const WAYS: Record<LogEntry['way'], { sign: string; title: string }> = {
  call: { sign: '←', title: 'Call to Slack' },
  http: { sign: '←', title: 'HTTP to Slack' },
  event: { sign: '→', title: 'Event to the app' },
  interaction: { sign: '→', title: 'Interaction to the app' },
  ack: { sign: '←', title: 'Acknowledgement' },
};

/** One line of traffic; open, what was said. */
export function Entry({ entry }: { entry: LogEntry }) {
  const [open, setOpen] = useState(false);
  const { way, name, ms, fault, at, request, response } = entry;
  return (
    <details
      className={`entry is-${way} ${isTrouble(entry) ? 'is-trouble' : ''}`}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <span className="entry-time">{at.slice(11, 23)}</span>
        <span className="entry-way" title={WAYS[way].title}>
          {WAYS[way].sign} {way}
        </span>
        <span className="entry-name">{name}</span>
        {fault && <span className="badge is-warning">fault: {fault}</span>}
        <span className="entry-status">{statusText(entry)}</span>
        <span className="entry-ms">{ms === undefined ? '' : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`}</span>
      </summary>
      {open && (
        <div className="entry-body">
          <JsonTree label={way === 'ack' ? 'answer' : 'request'} value={request} depth={0} />
          {response && <JsonTree label="response" value={response} depth={0} />}
        </div>
      )}
    </details>
  );
}
