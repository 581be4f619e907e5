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
