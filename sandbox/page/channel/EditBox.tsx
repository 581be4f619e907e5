import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Channel, PageMessage } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { useReturnFocus } from '../parts/useReturnFocus';
import { toTyped, toWire } from '../text/compose';

/** In place of the text: Enter saves, Escape leaves it as it was. */
export function EditBox({ channel, message, onDone }: { channel: Channel; message: PageMessage; onDone: () => void }) {
  const { state, act } = useWorkspace();
  const [text, setText] = useState(() => toTyped(message.text, state));
  const field = useRef<HTMLTextAreaElement>(null);
  useReturnFocus();

  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const save = async () => {
    const wire = toWire(text.trim(), state);
    if (wire === '') return;
    const { ok } =
      wire === message.text ? { ok: true } : await act({ do: 'edit', message: { channel: channel.id, ts: message.ts }, text: wire });
    if (ok) onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void save();
  };
  return (
    <div className="edit-box">
      <textarea
        ref={field}
        className="text-field"
        aria-label="Edit message"
        rows={Math.min(8, text.split('\n').length + 1)}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="edit-buttons">
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
        <button type="button" className="button is-primary" disabled={text.trim() === ''} onClick={() => void save()}>
          Save
        </button>
      </div>
    </div>
  );
}
