import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Choice, matching } from './choices';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import { OptionList } from './OptionList';
import { Popover } from './Popover';

/** What ties a control to its label, hint and error. */
export interface FieldProps {
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  'aria-required'?: boolean;
  'data-autofocus'?: boolean;
}

interface Props {
  field: FieldProps;
  choices: readonly Choice[];
  selected: readonly Choice[];
  /** Several may be chosen; they stand before the words as chips. */
  multi?: boolean;
  max?: number | undefined;
  placeholder?: string | undefined;
  onChange: (selected: Choice[]) => void;
  /** When given, the choices are somebody else's answer to the words typed. */
  onQuery?: (query: string) => void;
  busy?: boolean;
  emptyText?: string;
  compact?: boolean;
}

/** A text field that filters a list: the ARIA combobox with a listbox. */
export function Combobox(props: Props) {
  const { field, choices, selected, multi = false, max, placeholder = '', onChange, onQuery, busy = false, emptyText, compact } = props;
  const [query, setQuery] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();

  const shown = onQuery ? [...choices] : matching(choices, query ?? '');
  const listed = open && shown.length > 0;
  const current = shown[Math.min(active, shown.length - 1)];
  const single = multi ? undefined : selected[0];

  const show = () => {
    if (open) return;
    setOpen(true);
    setActive(
      Math.max(
        0,
        choices.findIndex(({ value }) => value === single?.value),
      ),
    );
    onQuery?.('');
  };
  const hide = () => {
    setOpen(false);
    setQuery(null);
  };
  const type = (text: string) => {
    setOpen(true);
    setQuery(text);
    setActive(0);
    onQuery?.(text);
  };
  const choose = (choice: Choice) => {
    onChange(multi ? toggled(selected, choice, max) : [choice]);
    if (multi) setQuery(null);
    else hide();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && multi && !query && selected.length > 0) return onChange(selected.slice(0, -1));
    if (event.key === 'Escape' && open) {
      claim(event);
      return hide();
    }
    if (event.key === 'Enter') {
      claim(event);
      if (listed && current) choose(current);
      else show();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    claim(event);
    if (!open) return show();
    setActive((active + step + shown.length) % Math.max(1, shown.length));
  };

  useEffect(() => {
    if (listed) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, listed, listId]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press beside the words means the words
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field itself has the keys
    <div ref={box} className={`combobox ${compact ? 'is-compact' : ''}`} onClick={() => input.current?.focus()}>
      {multi &&
        selected.map((choice) => (
          <span key={choice.value} className="chip">
            {choice.before}
            {choice.label}
            <IconButton
              icon="close"
              size={12}
              label={`Remove ${choice.label}`}
              onClick={() => onChange(selected.filter(({ value }) => value !== choice.value))}
            />
          </span>
        ))}
      {single?.before && query === null && <span className="combobox-before">{single.before}</span>}
      <input
        {...field}
        ref={input}
        role="combobox"
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={listed}
        {...(listed && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${Math.min(active, shown.length - 1)}` })}
        placeholder={selected.length === 0 || !multi ? placeholder : ''}
        value={query ?? single?.label ?? ''}
        onChange={({ target }) => type(target.value)}
        onClick={show}
        onFocus={({ target }) => target.select()}
        onBlur={hide}
        onKeyDown={onKeyDown}
      />
      <Icon name="chevron" size={14} />
      {open && (
        <Popover anchor={box} wide onDismiss={hide} className="listbox-popover">
          {shown.length > 0 ? (
            <OptionList
              id={listId}
              label={field['aria-label'] ?? 'Choices'}
              choices={shown}
              active={Math.min(active, shown.length - 1)}
              selected={selected}
              multi={multi}
              onChoose={choose}
            />
          ) : (
            <p className="listbox-empty">{busy ? 'Loading…' : (emptyText ?? 'No matches')}</p>
          )}
        </Popover>
      )}
    </div>
  );
}

function toggled(selected: readonly Choice[], choice: Choice, max = Number.POSITIVE_INFINITY): Choice[] {
  if (selected.some(({ value }) => value === choice.value)) return selected.filter(({ value }) => value !== choice.value);
  return selected.length < max ? [...selected, choice] : [...selected];
}

/** The key was for the list, not for the window around it. */
function claim(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
