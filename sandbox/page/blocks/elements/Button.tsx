import { useContext, useState } from 'react';
import { safeUrl } from '../../text/mrkdwn';
import { ElementContext } from '../element';
import { PlainText } from '../Mrkdwn';
import { SafeLink } from '../Spans';
import { useSurface } from '../surface';
import type { ElementOf } from './kinds';
import { useConfirmed } from './useConfirmed';

/** A button with a `url` opens it and tells the app as well, as in Slack. */
export function Button({ element }: { element: ElementOf<'button'> }) {
  const surface = useSurface();
  const { blockId } = useContext(ElementContext);
  const confirmed = useConfirmed(element.confirm);
  const [busy, setBusy] = useState(false);
  const url = element.url ? safeUrl(element.url) : null;

  const press = async () => {
    setBusy(true);
    await surface.perform(blockId, element.action_id ?? '').finally(() => setBusy(false));
  };
  const shared = {
    className: `button ${element.style ? `is-${element.style}` : ''}`,
    ...(element.accessibility_label && { 'aria-label': element.accessibility_label }),
  };
  const words = <PlainText text={element.text.text} emoji={element.text.emoji} />;
  if (url) {
    return (
      <SafeLink url={url} {...shared} onPress={() => void press()}>
        {words}
      </SafeLink>
    );
  }
  return (
    <button type="button" {...shared} aria-busy={busy} onClick={() => !busy && confirmed(() => void press())}>
      {words}
    </button>
  );
}
