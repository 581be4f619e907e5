import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import type { ActResult, Surface as Where } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { InputQueue } from './inputQueue';

type Values = Record<string, Record<string, Record<string, unknown>>>;

/** Where blocks stand, and how their elements reach the sandbox. */
export interface Surface {
  where: Where;
  values: Values;
  errors: Record<string, string>;
  /** The channel around it, for `default_to_current_conversation`. */
  here: string | undefined;
  /** A block action: what was typed before it goes first. */
  perform(blockId: string, actionId: string, value?: Record<string, unknown>): Promise<ActResult>;
  /** Typing or choosing in an input. */
  input(blockId: string, actionId: string, value: Record<string, unknown>, after: 'at once' | 'a pause'): void;
  options(blockId: string, actionId: string, query: string): Promise<unknown[]>;
  /** Resolves when everything typed has arrived. */
  flush(): Promise<void>;
}

const SurfaceContext = createContext<Surface | null>(null);

interface Props {
  where: Where;
  values?: Values;
  errors?: Record<string, string>;
  here?: string | undefined;
  children: ReactNode;
  /** Hands the surface to whoever submits it. */
  surfaceRef?: React.RefObject<Surface | null>;
}

const NOTHING = {};

export function SurfaceProvider({ where, values = NOTHING, errors = NOTHING, here, children, surfaceRef }: Props) {
  const { act } = useWorkspace();
  const queue = useRef(new InputQueue());
  const place = JSON.stringify(where);

  const surface = useMemo<Surface>(() => {
    const at = JSON.parse(place) as Where;
    const flush = () => queue.current.flush();
    return {
      where: at,
      values,
      errors,
      here,
      flush,
      async perform(blockId, actionId, value) {
        await flush();
        return act({ do: 'action', where: at, blockId, actionId, ...(value && { value }) });
      },
      input(blockId, actionId, value, after) {
        const send = () => act({ do: 'input', where: at, blockId, actionId, value });
        queue.current.add(`${blockId} ${actionId}`, send, after);
      },
      async options(blockId, actionId, query) {
        await flush();
        return (await act({ do: 'options', where: at, blockId, actionId, query })).options ?? [];
      },
    };
  }, [place, values, errors, here, act]);

  useEffect(() => {
    if (surfaceRef) surfaceRef.current = surface;
  }, [surface, surfaceRef]);
  return <SurfaceContext value={surface}>{children}</SurfaceContext>;
}

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('SurfaceProvider is missing');
  return surface;
}
