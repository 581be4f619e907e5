import type { ActionsBlock, ContextBlock, HeaderBlock, KnownBlock, SectionBlock } from '@slack/types';
import { useId } from 'react';
import { ElementContext } from './element';
import { Element } from './elements/Element';
import { ImageBlock, ImageElement } from './Images';
import { InputBlock } from './InputBlock';
import { Mrkdwn, PlainText, Text } from './Mrkdwn';
import { RichText } from './RichText';
import { useSurface } from './surface';

/** An array of blocks, wherever it stands: message, modal or App Home. */
export function Blocks({ blocks }: { blocks: readonly unknown[] }) {
  return (
    <div className="blocks">
      {(blocks as KnownBlock[]).map((block, index) => (
        <OneBlock key={block.block_id ?? `at ${index}`} block={block} />
      ))}
    </div>
  );
}

function OneBlock({ block }: { block: KnownBlock }) {
  switch (block.type) {
    case 'section':
      return <Section block={block} />;
    case 'header':
      return <Header block={block} />;
    case 'context':
      return <Context block={block} />;
    case 'divider':
      return <hr className="block-divider" />;
    case 'actions':
      return <Actions block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'image':
      return <ImageBlock block={block} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'markdown':
      return <Mrkdwn text={block.text} />;
    default:
      return <p className="block-unknown">A block of type “{block.type}”, which this sandbox does not draw.</p>;
  }
}

function Section({ block }: { block: SectionBlock }) {
  const textId = useId();
  const field = { 'aria-labelledby': textId };
  return (
    <div className="block-section">
      <div className="block-section-text">
        {block.text && (
          <div id={textId} className="block-text">
            <Text of={block.text} />
          </div>
        )}
        {block.fields && (
          <div className="block-fields">
            {block.fields.map((text, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity but their place
              <div key={index} className="block-text">
                <Text of={text} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <ElementContext value={{ blockId: block.block_id ?? '', isInput: false, field: block.text ? field : {} }}>
          <div className="block-accessory">
            <Element element={block.accessory} />
          </div>
        </ElementContext>
      )}
    </div>
  );
}

/** Below the channel's or the Home tab's title; below the window's in a modal. */
function Header({ block }: { block: HeaderBlock }) {
  const { where } = useSurface();
  const Tag = where.in === 'modal' ? 'h3' : 'h2';
  return (
    <Tag className="block-header">
      <PlainText text={block.text.text} emoji={block.text.emoji} />
    </Tag>
  );
}

function Context({ block }: { block: ContextBlock }) {
  return (
    <div className="block-context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements have no identity but their place
          <ImageElement key={index} element={element} size="small" />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements have no identity but their place
          <span key={index} className="block-text">
            <Text of={element} />
          </span>
        ),
      )}
    </div>
  );
}

function Actions({ block }: { block: ActionsBlock }) {
  return (
    <ElementContext value={{ blockId: block.block_id ?? '', isInput: false, field: {} }}>
      <div className="block-actions">
        {block.elements.map((element, index) => (
          <Element key={element.action_id ?? `at ${index}`} element={element} />
        ))}
      </div>
    </ElementContext>
  );
}
