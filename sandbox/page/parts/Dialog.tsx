import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './IconButton';
import { useReturnFocus } from './useReturnFocus';

interface Props {
  title: string;
  /** Escape. */
  onEscape: () => void;
  /** The cross; like Escape when not given. */
  onCross?: () => void;
  children: ReactNode;
  footer?: ReactNode;
  narrow?: boolean;
  /** Focus goes to the first field again when it changes (another view in the same window). */
  focusKey?: string;
}

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex="0"]';

/** A modal window: everything else is inert, Tab stays inside, focus goes back where it came from. */
export function Dialog({ title, onEscape, onCross = onEscape, children, footer, narrow = false, focusKey }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useReturnFocus();

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view, another first field
  useEffect(() => {
    firstPlace(dialog.current, body.current)?.focus();
  }, [focusKey]);

  // What had the focus may be gone with an update of the view.
  useEffect(() => {
    if (document.activeElement === document.body) firstPlace(dialog.current, body.current)?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      onEscape();
    }
    if (event.key === 'Tab') keepInside(event, dialog.current);
  };

  return (
    <dialog
      ref={dialog}
      className={`dialog ${narrow ? 'is-narrow' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onEscape();
      }}
      onKeyDown={onKeyDown}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="close" label="Close window" onClick={onCross} />
      </header>
      <div ref={body} className="dialog-body" tabIndex={-1}>
        {children}
      </div>
      {footer && <footer className="dialog-foot">{footer}</footer>}
    </dialog>
  );
}

/** A field that asks for it, else the first thing to fill in or press; the cross in the head comes last. */
function firstPlace(dialog: HTMLElement | null, body: HTMLElement | null): HTMLElement | null | undefined {
  const asking = dialog?.querySelector<HTMLElement>('[data-autofocus]');
  return (
    asking ??
    body?.querySelector<HTMLElement>(FOCUSABLE) ??
    dialog?.querySelector<HTMLElement>('footer button') ??
    dialog?.querySelector('button')
  );
}

function keepInside(event: KeyboardEvent, within: HTMLElement | null): void {
  const all = [...(within?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter((element) => element.offsetParent !== null);
  const edge = event.shiftKey ? all[0] : all.at(-1);
  const other = event.shiftKey ? all.at(-1) : all[0];
  if (document.activeElement !== edge && within?.contains(document.activeElement) && document.activeElement !== within) return;
  event.preventDefault();
  other?.focus();
}
