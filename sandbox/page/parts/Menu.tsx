import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Popover } from './Popover';

export interface MenuItem {
  id: string;
  label: string;
  /** Muted, at the end of the line. */
  note?: ReactNode;
  before?: ReactNode;
  danger?: boolean;
  /** A line above it. */
  startsGroup?: boolean;
  /** Opens a page instead, with `onChoose` beside it. */
  href?: string;
  description?: ReactNode;
}

interface Props {
  label: string;
  items: MenuItem[];
  onChoose: (id: string) => void;
  /** The button that opens it. */
  trigger: (props: TriggerProps) => ReactNode;
  align?: 'start' | 'end';
  className?: string;
}

export interface TriggerProps {
  ref: React.RefObject<HTMLButtonElement | null>;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
  onClick: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A button with a menu: arrows, Home, End and first letters move, Enter chooses, Escape and Tab leave. */
export function Menu({ label, items, onChoose, trigger, align, className }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };
  const choose = (id: string) => {
    close(true);
    onChoose(id);
  };
  return (
    <>
      {trigger({
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => setOpen(!open),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        },
      })}
      {open && (
        <Popover anchor={button} {...(align && { align })} onDismiss={() => close(false)} className={`menu-popover ${className ?? ''}`}>
          <MenuList label={label} items={items} onChoose={choose} onLeave={close} />
        </Popover>
      )}
    </>
  );
}

interface ListProps {
  label: string;
  items: MenuItem[];
  onChoose: (id: string) => void;
  onLeave: (refocus: boolean) => void;
}

function MenuList({ label, items, onChoose, onLeave }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => entries(list.current)[0]?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Tab') return onLeave(false);
    if (event.key === 'Escape') {
      event.preventDefault();
      return onLeave(true);
    }
    const next = nextEntry(entries(list.current), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <div ref={list} role="menu" aria-label={label} className="menu" onKeyDown={onKeyDown}>
      {items.map((item) => (
        <Fragment key={item.id}>
          {item.startsGroup && <hr className="menu-line" />}
          <Entry item={item} onChoose={onChoose} />
        </Fragment>
      ))}
    </div>
  );
}

function Entry({ item, onChoose }: { item: MenuItem; onChoose: (id: string) => void }) {
  const content = (
    <>
      {item.before}
      <span className="menu-label">
        {item.label}
        {item.description && <span className="menu-description">{item.description}</span>}
      </span>
      {item.note && <span className="menu-note">{item.note}</span>}
    </>
  );
  const shared = {
    role: 'menuitem',
    tabIndex: -1,
    className: `menu-item ${item.danger ? 'is-danger' : ''}`,
    onClick: () => onChoose(item.id),
  };
  if (item.href) {
    return (
      <a {...shared} href={item.href} target="_blank" rel="noreferrer noopener">
        {content}
      </a>
    );
  }
  return (
    <button type="button" {...shared}>
      {content}
    </button>
  );
}

function entries(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}

function nextEntry(all: HTMLElement[], key: string): HTMLElement | undefined {
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (key === 'ArrowDown') return all[(at + 1) % all.length];
  if (key === 'ArrowUp') return all[(at - 1 + all.length) % all.length];
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const rotated = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return rotated.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}
