import { createContext, useCallback, useContext, useState } from 'react';
import type { FieldProps } from '../parts/Combobox';
import { useSurface } from './surface';

/** The block around an element: its id, and for `input` blocks what labels it. */
export interface ElementPlace {
  blockId: string;
  isInput: boolean;
  field: FieldProps;
}

export const ElementContext = createContext<ElementPlace>({ blockId: '', isInput: false, field: {} });

export interface ElementLike {
  action_id?: string;
  focus_on_load?: boolean;
  placeholder?: { text: string };
}

export type Entry = Record<string, unknown>;

export interface ElementState<T> {
  value: T;
  /** Takes a new value: kept by the surface in an `input` block, an action elsewhere. */
  set: (value: T, after?: 'at once' | 'a pause') => void;
  /** Sends the value as an action now, whatever the block. */
  perform: (value: T) => void;
  field: FieldProps;
}

interface Shape<T> {
  initial: T;
  /** From what the surface holds for this element. */
  read: (entry: Entry) => T | undefined;
  write: (value: T) => Entry;
}

/** The value of an element. Once changed here it stays until the block gets another id, as in Slack. */
export function useElement<T>(element: ElementLike, { initial, read, write }: Shape<T>): ElementState<T> {
  const surface = useSurface();
  const { blockId, isInput, field } = useContext(ElementContext);
  const actionId = element.action_id ?? '';
  const [changed, setChanged] = useState<{ value: T } | null>(null);
  const held = surface.values[blockId]?.[actionId];

  const set = useCallback(
    (value: T, after: 'at once' | 'a pause' = 'at once') => {
      setChanged({ value });
      if (isInput) surface.input(blockId, actionId, write(value), after);
      else void surface.perform(blockId, actionId, write(value));
    },
    [surface, isInput, blockId, actionId, write],
  );
  const perform = useCallback(
    (value: T) => {
      setChanged({ value });
      void surface.perform(blockId, actionId, write(value));
    },
    [surface, blockId, actionId, write],
  );

  const labelled = field['aria-labelledby'] ? field : { ...field, 'aria-label': element.placeholder?.text ?? 'Choose' };
  return {
    value: changed ? changed.value : ((held && read(held)) ?? initial),
    set,
    perform,
    field: { ...labelled, ...(element.focus_on_load && { 'data-autofocus': true }) },
  };
}
