import { type FormEvent, useId, useState } from 'react';
import { useWorkspace } from '../data/workspace';
import { Dialog } from '../parts/Dialog';
import { clockTime, dayKey, instantAt } from '../text/dates';

interface Props {
  onPause: (until: Date) => Promise<void>;
  onClose: () => void;
}

const HOUR_MS = 3_600_000;

/** A day and a time of the person's own zone. */
export function PauseUntil({ onPause, onClose }: Props) {
  const { me, now } = useWorkspace();
  const [soon] = useState(() => new Date(now.getTime() + HOUR_MS));
  const [day, setDay] = useState(() => dayKey(soon, me.tz));
  const [time, setTime] = useState(() => clockTime(soon, me.tz));
  const [problem, setProblem] = useState<string>();
  const formId = useId();
  const problemId = useId();

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const until = instantAt(day, time, me.tz);
    if (!(until > now)) return setProblem('Choose a time that is still to come.');
    await onPause(until);
    onClose();
  };
  const field = { 'aria-invalid': problem !== undefined, 'aria-describedby': problemId, className: 'text-field is-picker' };
  return (
    <Dialog
      narrow
      title="Pause notifications"
      onEscape={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={formId} className="button is-primary">
            Pause
          </button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void save(event)} className="edit-form">
        <div className="edit-row">
          <label>
            Until
            <input type="date" {...field} value={day} onChange={({ target }) => setDay(target.value)} />
          </label>
          <label>
            at
            <input type="time" {...field} value={time} onChange={({ target }) => setTime(target.value)} />
          </label>
        </div>
        <p id={problemId} className={problem ? 'field-error' : 'group-note'} role={problem ? 'alert' : undefined}>
          {problem ?? `Time in ${me.tz}`}
        </p>
      </form>
    </Dialog>
  );
}
