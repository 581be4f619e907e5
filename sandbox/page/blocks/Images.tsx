import type { ImageBlock as Block, ImageElement as Element } from '@slack/types';
import { useState } from 'react';
import { isOurs } from '../parts/Avatar';
import { PlainText } from './Mrkdwn';

export function ImageBlock({ block }: { block: Block }) {
  return (
    <figure className="block-image">
      {block.title && (
        <figcaption>
          <PlainText text={block.title.text} emoji={block.title.emoji} />
        </figcaption>
      )}
      <Picture url={urlOf(block)} alt={block.alt_text} />
    </figure>
  );
}

export function ImageElement({ element, size }: { element: Element; size: 'small' | 'large' }) {
  return <Picture url={urlOf(element)} alt={element.alt_text} className={`image-${size}`} />;
}

/** A picture from elsewhere is fetched only when the person asks for it: the page by itself talks to nobody but the sandbox. */
function Picture({ url, alt, className = '' }: { url: string; alt: string; className?: string }) {
  const [wanted, setWanted] = useState(false);
  if (wanted || isOurs(url)) return <img className={className} src={url} alt={alt} referrerPolicy="no-referrer" />;
  return (
    <button
      type="button"
      className={`picture-elsewhere ${className}`}
      title={`Show “${alt}” from ${new URL(url).host}`}
      onClick={() => setWanted(true)}
    >
      <span>{alt}</span>
      <small>Show the picture from {new URL(url).host}</small>
    </button>
  );
}

function urlOf(image: Block | Element): string {
  if ('image_url' in image) return image.image_url;
  return 'url' in image.slack_file ? image.slack_file.url : `files/${image.slack_file.id}`;
}
