import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useWorkspace } from '../data/workspace';
import { IconButton } from '../parts/IconButton';
import { Menu, type MenuItem } from '../parts/Menu';
import { momentTitle } from '../text/dates';
import { pausedUntil, pauses } from '../text/pause';
import { PauseUntil } from './PauseUntil';

/** The acting person's Do Not Disturb: on, with an end, and off. */
export function PauseMenu() {
  const { me, now, act, refresh } = useWorkspace();
  const [asking, setAsking] = useState(false);
  const place = { zone: me.tz, now };
  const until = pausedUntil(me, now);
  const offered = pauses(place);
  const items: MenuItem[] = [
    ...(until ? [{ id: 'resume', label: 'Resume notifications' }] : []),
    ...offered.map(({ id, label, note }, index) => ({ id, label, note, startsGroup: until !== null && index === 0 })),
    { id: 'custom', label: 'Until a day and time…', startsGroup: true },
  ];
  const pause = async (end: Date | null) => {
    await act({ do: 'set_dnd', until: end });
    await refresh();
  };
  const choose = (id: string) => {
    if (id === 'custom') setAsking(true);
    else void pause(offered.find((one) => one.id === id)?.until ?? null);
  };
  return (
    <>
      <Menu
        label="Pause notifications"
        align="end"
        items={items}
        onChoose={choose}
        trigger={(props) => (
          <IconButton
            {...props}
            icon={until ? 'snooze' : 'bell'}
            className={until ? 'is-paused' : ''}
            label={until ? `Notifications paused until ${momentTitle(until, place)}` : 'Pause notifications'}
          />
        )}
      />
      {asking && createPortal(<PauseUntil onPause={pause} onClose={() => setAsking(false)} />, document.body)}
    </>
  );
}
