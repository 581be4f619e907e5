import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { ElementContext } from '../element';
import { useSurface } from '../surface';
import type { OptionSource, PlainOption } from './choicesOf';

const PAUSE_MS = 200;
/** Slack's default when `min_query_length` is not given. */
const DEFAULT_LENGTH = 3;

interface ExternalOptions {
  source: OptionSource;
  busy: boolean;
  ask: (query: string) => void;
}

/** The app's answers to what is typed; an answer to older words is dropped. */
export function useExternalOptions(element: { action_id?: string; min_query_length?: number }): ExternalOptions {
  const { options } = useSurface();
  const { blockId } = useContext(ElementContext);
  const [source, setSource] = useState<OptionSource>({ options: [] });
  const [busy, setBusy] = useState(false);
  const newest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { action_id: actionId = '', min_query_length: least = DEFAULT_LENGTH } = element;

  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = useCallback(
    (query: string) => {
      clearTimeout(timer.current);
      newest.current += 1;
      const mine = newest.current;
      if (query.length < least) {
        setBusy(false);
        setSource({ options: [] });
        return;
      }
      setBusy(true);
      timer.current = setTimeout(async () => {
        const found = await options(blockId, actionId, query);
        if (mine !== newest.current) return;
        setBusy(false);
        setSource(asSource(found));
      }, PAUSE_MS);
    },
    [options, blockId, actionId, least],
  );
  return { source, busy, ask };
}

/** The app answers with options, or with groups of them. */
function asSource(found: unknown[]): OptionSource {
  const groups = found.filter((one): one is { label: { text: string }; options: PlainOption[] } => hasOptions(one));
  return groups.length > 0 ? { option_groups: groups } : { options: found as PlainOption[] };
}

function hasOptions(one: unknown): boolean {
  return typeof one === 'object' && one !== null && 'options' in one;
}
