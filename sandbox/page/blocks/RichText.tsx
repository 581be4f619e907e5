import type { RichTextBlock, RichTextElement, RichTextList } from '@slack/types';
import type { ReactNode } from 'react';
import { EmojiSign } from '../parts/EmojiSign';
import { safeUrl } from '../text/mrkdwn';
import { ChannelMention, GroupMention, UserMention } from './Mentions';
import { SafeLink, SlackDate, TextWithBreaks } from './Spans';

type Part = RichTextBlock['elements'][number];

export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div className="rich-text">
      {block.elements.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        <OnePart key={index} part={part} start={startOf(block.elements, index)} />
      ))}
    </div>
  );
}

function OnePart({ part, start }: { part: Part; start: number }) {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <div className="rich-section">
          <Inline elements={part.elements} />
        </div>
      );
    case 'rich_text_list':
      return <List list={part} start={start} />;
    case 'rich_text_quote':
      return (
        <blockquote>
          <Inline elements={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Inline elements={part.elements} />
        </pre>
      );
  }
}

function List({ list, start }: { list: RichTextList; start: number }) {
  const Tag = list.style === 'ordered' ? 'ol' : 'ul';
  const level = list.indent ?? 0;
  return (
    <Tag
      className={`rich-list level-${level % 3} ${list.border ? 'has-border' : ''}`}
      style={{ marginInlineStart: `${level * 24}px` }}
      {...(Tag === 'ol' && start > 1 && { start })}
    >
      {list.elements.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
        <li key={index}>
          <Inline elements={item.elements} />
        </li>
      ))}
    </Tag>
  );
}

/** An ordered list goes on counting after a deeper list inside it; `offset` says where it begins. */
function startOf(parts: readonly Part[], at: number): number {
  const list = parts[at];
  if (list?.type !== 'rich_text_list' || list.style !== 'ordered') return 1;
  const offset = (list as RichTextList & { offset?: number }).offset;
  if (offset !== undefined) return offset + 1;
  const level = list.indent ?? 0;
  let count = 1;
  for (const before of parts.slice(0, at).reverse()) {
    if (before.type !== 'rich_text_list' || (before.indent ?? 0) < level) break;
    if ((before.indent ?? 0) === level && before.style === 'ordered') count += before.elements.length;
  }
  return count;
}

function Inline({ elements }: { elements: readonly RichTextElement[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: elements have no identity but their place
  return elements.map((element, index) => <Styled key={index} element={element} />);
}

function Styled({ element }: { element: RichTextElement }): ReactNode {
  const { bold, italic, strike, code, underline } = (element.style ?? {}) as Record<string, boolean | undefined>;
  let node: ReactNode = <Bare element={element} />;
  if (code) node = <code>{node}</code>;
  if (underline) node = <u>{node}</u>;
  if (strike) node = <s>{node}</s>;
  if (italic) node = <em>{node}</em>;
  return bold ? <strong>{node}</strong> : node;
}

function Bare({ element }: { element: RichTextElement }): ReactNode {
  switch (element.type) {
    case 'text':
      return <TextWithBreaks text={element.text} />;
    case 'link':
      return <RichLink url={element.url} text={element.text} />;
    case 'emoji':
      return <EmojiSign name={element.name} unicode={element.unicode} />;
    case 'user':
      return <UserMention id={element.user_id} />;
    case 'usergroup':
      return <GroupMention id={element.usergroup_id} />;
    case 'channel':
      return <ChannelMention id={element.channel_id} />;
    case 'broadcast':
      return <span className="mention is-me">@{element.range}</span>;
    case 'date':
      return <SlackDate seconds={element.timestamp} format={element.format} url={element.url} fallback={element.fallback ?? ''} />;
    case 'color':
      return <ColorSwatch value={element.value} />;
    case 'team':
      return <span className="mention">@{element.team_id}</span>;
  }
}

function RichLink({ url, text }: { url: string; text?: string | undefined }) {
  const safe = safeUrl(url);
  const shown = text || url;
  return safe ? <SafeLink url={safe}>{shown}</SafeLink> : shown;
}

function ColorSwatch({ value }: { value: string }) {
  const color = /^#[0-9a-f]{3,8}$/i.test(value) ? value : undefined;
  return (
    <>
      {value}
      {color && <span className="swatch" style={{ background: color }} aria-hidden="true" />}
    </>
  );
}
