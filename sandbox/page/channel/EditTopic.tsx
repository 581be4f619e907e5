import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { problemWords } from '../data/problems';
import type { Channel } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Dialog } from '../parts/Dialog';
import { toTyped, toWire } from '../text/compose';
import { countOf } from '../text/plural';

const LONGEST = 250;

export function EditTopic({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { state, act, refresh } = useWorkspace();
  const [topic, setTopic] = useState(() => toTyped(channel.topic, state));
  const [problem, setProblem] = useState<string>();
  const formId = useId();
  const fieldId = useId();
  const left = LONGEST - toWire(topic.trim(), state).length;

  const save = async (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    const wire = toWire(topic.trim(), state);
    if (wire === channel.topic) return onClose();
    const result = await act({ do: 'set_topic', channel: channel.id, topic: wire });
    await refresh();
    if (result.ok) return onClose();
    setProblem(problemWords(result.problem ?? '', state.app.name));
  };
  return (
    <Dialog
      title="Edit topic"
      onEscape={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={formId} className="button is-primary" disabled={left < 0}>
            Save
          </button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void save(event)} className="edit-form">
        <label htmlFor={fieldId}>Topic of {channel.kind === 'mpim' ? 'this conversation' : `#${channel.name}`}</label>
        <textarea
          id={fieldId}
          className="text-field"
          aria-describedby={`${fieldId}-note`}
          aria-invalid={left < 0 || problem !== undefined}
          value={topic}
          onChange={({ target }) => {
            setProblem(undefined);
            setTopic(target.value.replaceAll('\n', ' '));
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && left >= 0) void save(event);
          }}
        />
        <p id={`${fieldId}-note`} className={problem || left < 0 ? 'field-error' : 'group-note'} role={problem ? 'alert' : undefined}>
          {problem ?? (left < 0 ? `${countOf(-left, 'character')} too many` : 'Everybody sees it beside the name of the channel.')}
        </p>
      </form>
    </Dialog>
  );
}
