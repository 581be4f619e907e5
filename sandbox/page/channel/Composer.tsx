import { type ChangeEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Channel } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { IconButton } from '../parts/IconButton';
import { CompletionList } from './CompletionList';
import { draftKey, useDraft } from './draft';
import { EmojiPicker } from './EmojiPicker';
import { ShortcutsMenu } from './ShortcutsMenu';
import { type Attachment, useAttachments } from './useAttachments';
import { useCompletion } from './useCompletion';
import { useSend } from './useSend';

interface Props {
  channel: Channel;
  thread?: string;
  label: string;
}

const TALLEST_PX = 240;

export function Composer({ channel, thread, label }: Props) {
  const { me } = useWorkspace();
  const key = draftKey(me.id, channel.id, thread);
  const [text, setText] = useDraft(key);
  const [caret, setCaret] = useState(0);
  const [problem, setProblem] = useState<string>();
  const [broadcast, setBroadcast] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const attachments = useAttachments(setProblem);
  const send = useSend(channel, thread);

  const write = (next: string, at: number) => {
    const isTyping = document.activeElement === field.current;
    const place = () => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
    };
    flushSync(() => {
      setText(next);
      setCaret(at);
    });
    // At once, or the next key would be typed at the end and the caret set back before it. Only a menu gives the focus back later.
    place();
    if (!isTyping) requestAnimationFrame(place);
  };
  const completion = useCompletion({ text, caret, onAccept: write });
  useGrowing(field, text);

  const submit = async () => {
    if (text.trim() === '' && attachments.files.length === 0) return;
    const files = attachments.files;
    setText('');
    attachments.clear();
    const refused = await send(text, files, broadcast);
    if (!refused) setBroadcast(false);
    setProblem(refused);
    if (!refused) return;
    setText(text);
    attachments.restore(files);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (completion.onKeyDown(event)) return;
    if (event.key === 'ArrowUp' && text === '') return editLast(event);
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };
  const insert = (piece: string) => {
    const at = field.current?.selectionStart ?? text.length;
    const lead = at > 0 && !/\s$/.test(text.slice(0, at)) ? ' ' : '';
    write(text.slice(0, at) + lead + piece + text.slice(at), at + lead.length + piece.length);
  };

  return (
    <div className="composer">
      {problem && (
        <p className="composer-problem" role="alert">
          {problem}
        </p>
      )}
      <div ref={box} className="composer-box">
        <textarea
          ref={field}
          rows={1}
          aria-label={label}
          placeholder={label}
          value={text}
          data-composer={channel.id}
          data-draft={key}
          {...completion.field}
          onChange={({ target }: ChangeEvent<HTMLTextAreaElement>) => {
            setText(target.value);
            setCaret(target.selectionStart);
            setProblem(undefined);
            completion.reopen();
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <AttachmentList files={attachments.files} onRemove={attachments.remove} />
        {thread && (channel.kind === 'public' || channel.kind === 'private') && (
          <label className="composer-also">
            <input type="checkbox" checked={broadcast} onChange={({ target }) => setBroadcast(target.checked)} />
            Also send to #{channel.name}
          </label>
        )}
        <div className="composer-bar">
          <IconButton icon="clip" label="Attach a text file" onClick={attachments.choose} />
          <EmojiPicker label="Insert emoji" align="start" onPick={(name) => insert(`:${name}: `)} />
          <IconButton icon="people" label="Mention somebody" onClick={() => insert('@')} />
          <ShortcutsMenu />
          <span className="composer-hint">
            <kbd>Enter</kbd> to send, <kbd>Shift</kbd>+<kbd>Enter</kbd> for a new line
          </span>
          <IconButton
            icon="send"
            label="Send"
            className="send"
            disabled={text.trim() === '' && attachments.files.length === 0}
            onClick={() => void submit()}
          />
        </div>
        {attachments.input}
      </div>
      {completion.open && <CompletionList anchor={box} {...completion.list} />}
    </div>
  );
}

function AttachmentList({ files, onRemove }: { files: readonly Attachment[]; onRemove: (name: string) => void }) {
  if (files.length === 0) return null;
  return (
    <ul className="attachments" aria-label="Files to send">
      {files.map(({ name }) => (
        <li key={name} className="chip">
          {name}
          <IconButton icon="close" size={12} label={`Remove ${name}`} onClick={() => onRemove(name)} />
        </li>
      ))}
    </ul>
  );
}

function useGrowing(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, TALLEST_PX)}px`;
  }, [field, text]);
}

/** Arrow up in an empty composer edits one's last message, as in Slack. */
function editLast(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const pane = event.currentTarget.closest('.pane, .thread');
  const mine = [...(pane?.querySelectorAll<HTMLElement>('article[data-mine]') ?? [])].at(-1);
  if (!mine) return;
  event.preventDefault();
  mine.dispatchEvent(new CustomEvent('edit-message'));
}
