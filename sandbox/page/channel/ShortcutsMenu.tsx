import { useWorkspace } from '../data/workspace';
import { IconButton } from '../parts/IconButton';
import { Menu } from '../parts/Menu';

/** The app's global shortcuts; nothing when it has none. */
export function ShortcutsMenu() {
  const { state, act } = useWorkspace();
  const shortcuts = state.shortcuts.filter(({ type }) => type === 'global');
  if (shortcuts.length === 0) return null;
  return (
    <Menu
      label="Shortcuts"
      items={shortcuts.map(({ callbackId, name }) => ({ id: callbackId, label: name, note: state.app.name }))}
      onChoose={(callbackId) => void act({ do: 'global_shortcut', callbackId })}
      trigger={(props) => <IconButton {...props} icon="bolt" label="Shortcuts" />}
    />
  );
}
