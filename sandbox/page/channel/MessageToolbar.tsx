import { useTouch } from '../data/useTheme';
import type { Channel, PageMessage } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { useConfirm } from '../parts/Confirm';
import { IconButton } from '../parts/IconButton';
import { Menu, type MenuItem } from '../parts/Menu';
import { useToasts } from '../parts/Toasts';
import { emojiCharacter } from '../text/emoji';
import { permalinkOf } from '../text/permalink';
import { plainOf } from '../text/plainOf';
import { EmojiPicker } from './EmojiPicker';

interface Props {
  message: PageMessage;
  channel: Channel;
  onThread?: ((thread: string) => void) | undefined;
  onEdit: () => void;
}

const QUICK = 3;

export function MessageToolbar({ message, channel, onThread, onEdit }: Props) {
  const { state, act } = useWorkspace();
  const touch = useTouch();
  const ref = { channel: channel.id, ts: message.ts };
  const react = (name: string) => void act({ do: 'react', message: ref, name });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    <div className="toolbar" role="group" aria-label="Message actions">
      {!touch &&
        state.reactions.slice(0, QUICK).map((name) => (
          <button
            key={name}
            type="button"
            className="icon-button"
            aria-label={`React with ${name.replaceAll('_', ' ')}`}
            title={`:${name}:`}
            onClick={() => react(name)}
          >
            <span className="emoji">{emojiCharacter(name)}</span>
          </button>
        ))}
      <EmojiPicker label="Add reaction" onPick={react} />
      {!touch && onThread && <IconButton icon="thread" label="Reply in thread" onClick={() => onThread(message.thread_ts ?? message.ts)} />}
      <MessageMenu message={message} channel={channel} onThread={onThread} onEdit={onEdit} />
    </div>
  );
}

function MessageMenu({ message, channel, onThread, onEdit }: Props) {
  const { state, me, act } = useWorkspace();
  const { say } = useToasts();
  const confirm = useConfirm();
  const ref = { channel: channel.id, ts: message.ts };
  const mine = message.user === me.id && !message.bot_id;

  const items: MenuItem[] = [
    ...(onThread ? [{ id: 'thread', label: 'Reply in thread' }] : []),
    { id: 'link', label: 'Copy link' },
    ...(mine ? [{ id: 'edit', label: 'Edit' }] : []),
    ...shortcutItems(state.shortcuts, state.app.name),
    ...(mine ? [{ id: 'delete', label: 'Delete', danger: true, startsGroup: true }] : []),
  ];

  const remove = async () => {
    const yes = await confirm({
      title: 'Delete message',
      text: `Delete “${plainOf(message.text, state).slice(0, 120)}”? This cannot be undone.`,
      confirm: 'Delete',
      deny: 'Cancel',
      danger: true,
    });
    if (yes) await act({ do: 'delete', message: ref });
  };
  const copyLink = async () => {
    await navigator.clipboard.writeText(permalinkOf(state.team.domain ?? 'sandbox', channel.id, message));
    say('Link copied');
  };
  const choose = (id: string) => {
    if (id === 'thread') return onThread?.(message.thread_ts ?? message.ts);
    if (id === 'link') return void copyLink();
    if (id === 'edit') return onEdit();
    if (id === 'delete') return void remove();
    void act({ do: 'message_shortcut', callbackId: id, message: ref });
  };
  return (
    <Menu
      label="Message menu"
      align="end"
      items={items}
      onChoose={choose}
      trigger={(props) => <IconButton {...props} icon="more" label="More actions" />}
    />
  );
}

function shortcutItems(shortcuts: { type: string; callbackId: string; name: string }[], app: string): MenuItem[] {
  return shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ callbackId, name }, index) => ({ id: callbackId, label: name, note: app, startsGroup: index === 0 }));
}
