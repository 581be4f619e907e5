import { resetWorld, SandboxError } from '../data/http';
import type { Theme } from '../data/useTheme';
import { useWorkspace } from '../data/workspace';
import { useConfirm } from '../parts/Confirm';
import { Icon } from '../parts/Icon';
import { IconButton } from '../parts/IconButton';
import { useToasts } from '../parts/Toasts';
import { ActAs } from './ActAs';
import { ClockControls } from './ClockControls';
import { PauseMenu } from './PauseMenu';

export interface ToolsProps {
  theme: Theme;
  onTheme: () => void;
  inspecting: boolean;
  onInspect: () => void;
  onActAs: (id: string) => void;
}

/** What Slack does not have: whose eyes, what time, what goes over the wire, and starting over. */
export function Tools({ theme, onTheme, inspecting, onInspect, onActAs }: ToolsProps) {
  return (
    <div className="tools">
      <ClockControls />
      <ActAs onChoose={onActAs} />
      <PauseMenu />
      <button type="button" className="tool-button" aria-pressed={inspecting} onClick={onInspect}>
        <Icon name="pulse" size={16} />
        Inspector
      </button>
      <ResetButton />
      <IconButton icon={theme === 'dark' ? 'sun' : 'moon'} label={theme === 'dark' ? 'Light theme' : 'Dark theme'} onClick={onTheme} />
    </div>
  );
}

function ResetButton() {
  const { refresh } = useWorkspace();
  const confirm = useConfirm();
  const { say } = useToasts();
  const reset = async () => {
    const yes = await confirm({
      title: 'Reset the sandbox?',
      text: 'Messages, escalations, settings and the clock go back to the first day of the story. What you did here is gone.',
      confirm: 'Reset',
      deny: 'Cancel',
      danger: true,
    });
    if (!yes) return;
    try {
      await resetWorld();
      await refresh();
      say('The story starts again.');
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      say(error.message);
    }
  };
  return (
    <button type="button" className="tool-button" onClick={() => void reset()}>
      <Icon name="reset" size={16} />
      Reset
    </button>
  );
}
