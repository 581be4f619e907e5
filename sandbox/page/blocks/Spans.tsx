import { Fragment, type MouseEvent, type ReactNode } from 'react';
import { useGo } from '../data/go';
import { permalinkPlace } from '../data/route';
import { useWorkspace } from '../data/workspace';
import { EmojiSign } from '../parts/EmojiSign';
import { formatSlackDate } from '../text/dates';
import type { Span } from '../text/mrkdwn';
import { ChannelMention, GroupMention, UserMention } from './Mentions';

/** A line of text with everything that may stand in it. */
export function Spans({ spans }: { spans: readonly Span[] }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
  return spans.map((span, index) => <OneSpan key={index} span={span} />);
}

function OneSpan({ span }: { span: Span }): ReactNode {
  switch (span.kind) {
    case 'text':
      return <TextWithBreaks text={span.text} />;
    case 'bold':
      return (
        <strong>
          <Spans spans={span.spans} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Spans spans={span.spans} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Spans spans={span.spans} />
        </s>
      );
    case 'code':
      return <code>{span.text}</code>;
    case 'emoji':
      return <EmojiSign name={span.name} />;
    case 'link':
      return <SafeLink url={span.url}>{span.label}</SafeLink>;
    case 'user':
      return <UserMention id={span.id} label={span.label} />;
    case 'channel':
      return <ChannelMention id={span.id} label={span.label} />;
    case 'group':
      return <GroupMention id={span.id} label={span.label} />;
    case 'broadcast':
      return <span className="mention is-me">@{span.range}</span>;
    case 'date':
      return <SlackDate {...span} />;
  }
}

export function TextWithBreaks({ text }: { text: string }) {
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

interface DateProps {
  seconds: number;
  format: string;
  url?: string | undefined;
  fallback: string;
}

export function SlackDate({ seconds, format, url, fallback }: DateProps) {
  const { me, now } = useWorkspace();
  const text = formatSlackDate(seconds, format, { zone: me.tz, now });
  const time = (
    <time dateTime={new Date(seconds * 1000).toISOString()} title={fallback || undefined}>
      {text}
    </time>
  );
  return url ? <SafeLink url={url}>{time}</SafeLink> : time;
}

interface LinkProps {
  url: string;
  children: ReactNode;
  className?: string;
  'aria-label'?: string;
  /** Beside opening it. */
  onPress?: () => void;
}

/** A link to a message of this workspace stays on the page; others open beside it. */
export function SafeLink({ url, onPress, ...rest }: LinkProps) {
  const go = useGo();
  const { channel } = useWorkspace();
  const place = permalinkPlace(url);
  const inside = place?.at === 'channel' && channel(place.channel) ? place : null;
  const follow = (event: MouseEvent) => {
    onPress?.();
    if (!inside) return;
    event.preventDefault();
    go(inside);
  };
  return <a {...rest} href={url} onClick={follow} {...(!inside && { target: '_blank', rel: 'noreferrer noopener' })} />;
}
