import { useWorkspace } from '../data/workspace';
import { IconButton } from '../parts/IconButton';
import { Tools, type ToolsProps } from './Tools';

interface Props extends ToolsProps {
  narrow: boolean;
  drawerOpen: boolean;
  onDrawer: () => void;
}

export function TopBar({ narrow, drawerOpen, onDrawer, ...tools }: Props) {
  const { state } = useWorkspace();
  return (
    <header className="top">
      <button type="button" className="skip" onClick={skipToMessages}>
        Skip to messages
      </button>
      {narrow && (
        <IconButton
          icon="menu"
          label={drawerOpen ? 'Close the sidebar' : 'Open the sidebar'}
          aria-expanded={drawerOpen}
          onClick={onDrawer}
        />
      )}
      <span className="brand">
        <span className="brand-team">{state.team.name}</span>
        <span className="brand-note">Sandbox — not Slack</span>
      </span>
      {!narrow && <Tools {...tools} />}
    </header>
  );
}

const PLACES = ['main article[tabindex="0"]', 'main [role="tab"][aria-selected="true"]', 'main :is(a, button, input)'];

function skipToMessages(): void {
  const found = PLACES.map((place) => document.querySelector<HTMLElement>(place)).find((element) => element !== null);
  found?.focus();
}
