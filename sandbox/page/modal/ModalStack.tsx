import { useWorkspace } from '../data/workspace';
import { ModalView } from './ModalView';

/** The person's open modals: the top one is shown, those below wait with what was typed in them. */
export function ModalStack() {
  const { state } = useWorkspace();
  const top = state.modals.at(-1);
  if (!top) return null;
  return <ModalView view={top} depth={state.modals.length} />;
}
