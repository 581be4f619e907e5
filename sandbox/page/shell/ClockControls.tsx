import { useState } from 'react';
import { type ClockMove, moveClock, SandboxError } from '../data/http';
import { useNow } from '../data/useNow';
import { useWorkspace } from '../data/workspace';
import { Icon } from '../parts/Icon';
import { useToasts } from '../parts/Toasts';
import { fullMoment } from '../text/dates';

const HOUR_MS = 3_600_000;

/** The world's clock, in the acting person's zone. The app runs on the same one. */
export function ClockControls() {
  const { state, me, refresh } = useWorkspace();
  const { say } = useToasts();
  const now = useNow(state.now);
  const [moving, setMoving] = useState(false);

  const move = async (by: ClockMove) => {
    setMoving(true);
    try {
      await moveClock(by);
      await refresh();
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      say(error.message);
    } finally {
      setMoving(false);
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    <div className="clock" role="group" aria-label="Clock" aria-busy={moving}>
      <Icon name="clock" size={16} />
      <time dateTime={now.toISOString()} title={me.tz} aria-live="off">
        {fullMoment(now, me.tz)}
      </time>
      <span className="clock-zone">{me.tz}</span>
      <button type="button" disabled={moving} onClick={() => void move({ advanceMs: HOUR_MS })}>
        +1 h
      </button>
      <button type="button" disabled={moving} onClick={() => void move({ advanceMs: 24 * HOUR_MS })}>
        +1 day
      </button>
      <button type="button" disabled={moving} onClick={() => void move({ next: 'monday-09:00', tz: me.tz })}>
        Next Monday 09:00
      </button>
    </div>
  );
}
