import { type RefObject, useEffect } from 'react';
import { useWorkspace } from '../data/workspace';
import { useAnnounce } from '../parts/Announcer';
import { Avatar } from '../parts/Avatar';
import { Popover } from '../parts/Popover';
import type { Suggestion } from '../text/complete';

interface Props {
  id: string;
  title: string;
  suggestions: readonly Suggestion[];
  active: number;
  anchor: RefObject<HTMLElement | null>;
  onChoose: (suggestion: Suggestion) => void;
  onDismiss: () => void;
}

export function CompletionList({ id, title, suggestions, active, anchor, onChoose, onDismiss }: Props) {
  const announce = useAnnounce();
  const { length } = suggestions;
  useEffect(() => announce(`${length} ${title.toLowerCase()}, use the arrow keys`), [announce, length, title]);
  return (
    <Popover anchor={anchor} wide onDismiss={onDismiss} className="listbox-popover">
      <div className="listbox-title" aria-hidden="true">
        {title}
      </div>
      <div id={id} role="listbox" aria-label={title} className="listbox">
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the text field keeps the focus and the keys
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field keeps the focus and the keys
          <div
            key={`${suggestion.title} ${suggestion.detail}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={`option ${index === active ? 'is-active' : ''}`}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(suggestion)}
          >
            <Sign suggestion={suggestion} />
            <span className="option-line">
              <span>{suggestion.title}</span>
              <span className="option-detail">{suggestion.detail}</span>
            </span>
          </div>
        ))}
      </div>
    </Popover>
  );
}

function Sign({ suggestion: { sign } }: { suggestion: Suggestion }) {
  const { person } = useWorkspace();
  if (sign.kind === 'person') return <Avatar person={person(sign.value)} size={20} />;
  return (
    <span className="option-sign" aria-hidden="true">
      {sign.value}
    </span>
  );
}
