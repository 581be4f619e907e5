import { useContext } from 'react';
import { IconButton } from '../../parts/IconButton';
import { Menu } from '../../parts/Menu';
import { safeUrl } from '../../text/mrkdwn';
import { plainWords } from '../../text/plainWords';
import { ElementContext } from '../element';
import { useSurface } from '../surface';
import type { ElementOf } from './kinds';
import { useConfirmed } from './useConfirmed';

export function Overflow({ element }: { element: ElementOf<'overflow'> }) {
  const surface = useSurface();
  const { blockId } = useContext(ElementContext);
  const confirmed = useConfirmed(element.confirm);
  const choose = (index: string) => {
    const option = element.options[Number(index)];
    if (option) confirmed(() => void surface.perform(blockId, element.action_id ?? '', { selected_option: option }));
  };
  return (
    <Menu
      label="More options"
      align="end"
      onChoose={choose}
      items={element.options.map(({ text, description, url }, index) => {
        const href = url ? safeUrl(url) : null;
        return {
          id: String(index),
          label: plainWords(text.text),
          ...(description && { description: plainWords(description.text) }),
          ...(href && { href }),
        };
      })}
      trigger={(props) => <IconButton {...props} icon="more" label="More options" className="button" />}
    />
  );
}
