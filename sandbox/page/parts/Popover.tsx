import { type ComponentProps, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

type Align = 'start' | 'end';

interface Props extends ComponentProps<'div'> {
  anchor: RefObject<HTMLElement | null>;
  align?: Align;
  /** As wide as its anchor, at least. */
  wide?: boolean;
  onDismiss: () => void;
  children: ReactNode;
}

const GAP = 4;
const EDGE = 8;

/** A floating part in the top layer, beside its anchor, kept inside the window. A press elsewhere dismisses it. */
export function Popover({ anchor, align = 'start', wide = false, onDismiss, children, className = '', ...rest }: Props) {
  const self = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = self.current;
    if (!element) return;
    element.showPopover();
    const settle = () => place(element, anchor.current, align, wide);
    settle();
    const sizes = new ResizeObserver(settle);
    sizes.observe(element);
    addEventListener('resize', settle);
    addEventListener('scroll', settle, true);
    return () => {
      sizes.disconnect();
      removeEventListener('resize', settle);
      removeEventListener('scroll', settle, true);
    };
  }, [anchor, align, wide]);

  const dismiss = useRef(onDismiss);
  useEffect(() => {
    dismiss.current = onDismiss;
  });
  useEffect(() => {
    const press = ({ target }: PointerEvent) => {
      const inside = target instanceof Node && (self.current?.contains(target) || anchor.current?.contains(target));
      if (!inside) dismiss.current();
    };
    addEventListener('pointerdown', press, true);
    return () => removeEventListener('pointerdown', press, true);
  }, [anchor]);

  return (
    <div ref={self} popover="manual" className={`popover ${className}`} {...rest}>
      {children}
    </div>
  );
}

function place(element: HTMLElement, anchor: HTMLElement | null, align: Align, wide: boolean): void {
  if (!anchor) return;
  const target = anchor.getBoundingClientRect();
  element.style.minWidth = wide ? `${target.width}px` : '';
  const below = innerHeight - target.bottom - GAP - EDGE;
  const above = target.top - GAP - EDGE;
  element.style.maxHeight = `${Math.max(below, above, 120)}px`;
  const { width, height } = element.getBoundingClientRect();
  const top = below >= height || below >= above ? target.bottom + GAP : target.top - GAP - height;
  const left = align === 'end' ? target.right - width : target.left;
  element.style.top = `${clamp(top, EDGE, innerHeight - height - EDGE)}px`;
  element.style.left = `${clamp(left, EDGE, innerWidth - width - EDGE)}px`;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
