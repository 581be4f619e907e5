import { useMemo } from 'react';
import { type Part, parseMrkdwn, parsePlain, type Span } from '../text/mrkdwn';
import { Spans } from './Spans';

/** Text in Slack's mrkdwn. */
export function Mrkdwn({ text, verbatim = false }: { text: string; verbatim?: boolean | undefined }) {
  const parts = useMemo(() => parseMrkdwn(text, { verbatim }), [text, verbatim]);
  // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
  return parts.map((part, index) => <OnePart key={index} part={part} />);
}

function OnePart({ part }: { part: Part }) {
  if (part.kind === 'pre') return <pre>{part.text}</pre>;
  if (part.kind === 'quote') {
    return (
      <blockquote>
        <Lines lines={part.lines} />
      </blockquote>
    );
  }
  return <Lines lines={part.lines} />;
}

/** An empty line is half a line of air, as in Slack. */
function Lines({ lines }: { lines: Span[][] }) {
  return lines.map((spans, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
    <span key={index} className={spans.length > 0 ? 'line' : 'line is-empty'}>
      <Spans spans={spans} />
    </span>
  ));
}

export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
  emoji?: boolean;
  verbatim?: boolean;
}

export function Text({ of }: { of: TextObject }) {
  if (of.type === 'mrkdwn') return <Mrkdwn text={of.text} verbatim={of.verbatim} />;
  return <PlainText text={of.text} emoji={of.emoji} />;
}

export function PlainText({ text, emoji = true }: { text: string; emoji?: boolean | undefined }) {
  return <Spans spans={parsePlain(text, emoji)} />;
}
