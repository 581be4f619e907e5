import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWorkspace } from '../data/workspace';
import { IconButton } from '../parts/IconButton';
import { Popover } from '../parts/Popover';
import { EMOJI, type Emoji, emojiCharacter, findEmoji } from '../text/emoji';

interface Props {
  label: string;
  className?: string;
  align?: 'start' | 'end';
  onPick: (name: string) => void;
}

const COLUMNS = 9;
const FOUND = 90;

/** A button with a palette: the workspace's usual reactions first, then everything; a search above. */
export function EmojiPicker({ label, className, align = 'end', onPick }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <IconButton
        ref={button}
        icon="smile"
        label={label}
        {...(className && { className })}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <Popover anchor={button} align={align} onDismiss={() => setOpen(false)} className="emoji-popover" role="dialog" aria-label={label}>
          <Palette
            onClose={close}
            onPick={(name) => {
              close();
              onPick(name);
            }}
          />
        </Popover>
      )}
    </>
  );
}

function Palette({ onPick, onClose }: { onPick: (name: string) => void; onClose: () => void }) {
  const { state } = useWorkspace();
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => search.current?.focus(), []);

  const shown = query
    ? findEmoji(query, FOUND)
    : [...usual(state.reactions), ...EMOJI.filter(({ name }) => !state.reactions.includes(name))];

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      return onClose();
    }
    const buttons = [...(grid.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (at === -1 && event.key === 'Enter' && shown[0]) return onPick(shown[0].name);
    if (at === -1 && event.key !== 'ArrowDown') return;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: at === -1 ? 1 : COLUMNS, ArrowUp: -COLUMNS }[event.key];
    if (!step) return;
    event.preventDefault();
    if (at + step < 0 && event.key === 'ArrowUp') search.current?.focus();
    else buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys go through the grid
    <div className="palette" onKeyDown={onKeyDown}>
      <input
        ref={search}
        type="search"
        className="text-field"
        aria-label="Search emoji"
        placeholder="Search emoji"
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
      <div ref={grid} role="group" aria-label="Emoji" className="palette-grid">
        {shown.map(({ name, character }, index) => (
          <button
            key={name}
            type="button"
            tabIndex={index === 0 ? 0 : -1}
            aria-label={name.replaceAll('_', ' ')}
            title={`:${name}:`}
            onClick={() => onPick(name)}
          >
            {character}
          </button>
        ))}
      </div>
      {shown.length === 0 && <p className="listbox-empty">No emoji of that name</p>}
    </div>
  );
}

function usual(names: readonly string[]): Emoji[] {
  return names.flatMap((name) => {
    const character = emojiCharacter(name);
    return character ? [{ name, character }] : [];
  });
}
