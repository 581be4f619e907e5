import { useState } from 'react';
import { useWorkspace } from '../data/workspace';
import { Icon } from '../parts/Icon';

const KEY = 'sandbox-guide-closed';

/** The guided card: what a newcomer can do first, ticked off as it happens. */
export function TryThis() {
  const { guide } = useWorkspace().state;
  const [closed, setClosed] = useState(() => localStorage.getItem(KEY) === 'yes');
  if (guide.length === 0) return null;
  const done = guide.filter((step) => step.done).length;
  const next = guide.find((step) => !step.done);
  return (
    <section className="guide" aria-label="Try this">
      <details
        open={!closed}
        onToggle={({ currentTarget }) => {
          localStorage.setItem(KEY, currentTarget.open ? 'no' : 'yes');
          setClosed(!currentTarget.open);
        }}
      >
        <summary>
          <h2>Try this</h2>
          <span className="guide-count">
            {done} of {guide.length}
          </span>
          <Icon name="chevron" size={14} />
        </summary>
        <progress max={guide.length} value={done} aria-label="Steps done" />
        <ol>
          {guide.map((step) => (
            <li key={step.id} className={step.done ? 'is-done' : step === next ? 'is-next' : ''}>
              <span className="guide-tick">{step.done && <Icon name="check" size={12} />}</span>
              <span>
                {step.title}
                <span className="hidden">{step.done ? ' (done)' : ''}</span>
                {step === next && <span className="guide-hint">{step.hint}</span>}
              </span>
            </li>
          ))}
        </ol>
        {!next && <p className="guide-end">That was all of it. Reset starts the story again.</p>}
      </details>
    </section>
  );
}
