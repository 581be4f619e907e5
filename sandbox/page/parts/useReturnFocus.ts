import { useEffect, useLayoutEffect, useRef } from 'react';

/** While mounted, focus may roam; at the end it returns to what had it, or to the nearest part of the page still there. */
export function useReturnFocus(): void {
  const trail = useRef<HTMLElement[]>([]);

  useLayoutEffect(() => {
    for (let element = document.activeElement; element instanceof HTMLElement; element = element.parentElement) trail.current.push(element);
  }, []);

  useEffect(
    () => () => {
      // After the page has settled: what had focus may have been drawn anew in the same moment.
      queueMicrotask(() => {
        const target = trail.current.find((element) => element.isConnected && element.tabIndex >= 0);
        target?.focus();
      });
    },
    [],
  );
}
