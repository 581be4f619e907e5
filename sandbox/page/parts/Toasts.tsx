import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useAnnounce } from './Announcer';
import { IconButton } from './IconButton';

interface Toast {
  id: number;
  text: string;
}

interface Toasts {
  say(text: string): void;
}

const ToastsContext = createContext<Toasts | null>(null);
const SHOWN_MS = 8000;
let count = 0;

/** Short news at the lower edge. The same text twice in a row is one piece of news. */
export function ToastsProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const hide = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const announce = useAnnounce();
  const say = useCallback(
    (text: string) => {
      announce(text);
      count += 1;
      const id = count;
      setToasts((all) => [...all.filter((toast) => toast.text !== text), { id, text }].slice(-3));
      setTimeout(() => hide(id), SHOWN_MS);
    },
    [hide, announce],
  );
  const value = useMemo(() => ({ say }), [say]);
  return (
    <ToastsContext value={value}>
      {children}
      <ToastList toasts={toasts} onHide={hide} />
    </ToastsContext>
  );
}

function ToastList({ toasts, onHide }: { toasts: Toast[]; onHide: (id: number) => void }) {
  const list = useRef<HTMLElement>(null);
  // In the top layer, shown anew with each piece of news: above a modal that was opened meanwhile.
  useLayoutEffect(() => {
    list.current?.hidePopover();
    if (toasts.length > 0) list.current?.showPopover();
  }, [toasts]);
  return (
    <section ref={list} popover="manual" className="toasts" aria-label="Notices">
      {toasts.map(({ id, text }) => (
        <div key={id} className="toast">
          <span>{text}</span>
          <IconButton icon="close" label="Dismiss" size={14} onClick={() => onHide(id)} />
        </div>
      ))}
    </section>
  );
}

export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext);
  if (!toasts) throw new Error('ToastsProvider is missing');
  return toasts;
}
