import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const NEAR_PX = 80;

/** Stays at the newest message while the reader is there; a marked message comes into view once. */
export function useScroll(count: number, marked: string | undefined): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const shown = useRef<string>(undefined);

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const note = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    };
    const follow = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener('scroll', note, { passive: true });
    follow.observe(element);
    for (const child of element.children) follow.observe(child);
    return () => {
      element.removeEventListener('scroll', note);
      follow.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element || count === 0) return;
    const target = marked && marked !== shown.current ? element.querySelector(`[data-ts="${marked}"]`) : null;
    if (target) {
      shown.current = marked;
      atEnd.current = false;
      target.scrollIntoView({ block: 'center' });
      return;
    }
    if (atEnd.current) element.scrollTop = element.scrollHeight;
  }, [count, marked]);
  return list;
}
