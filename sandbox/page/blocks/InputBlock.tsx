import type { InputBlock as Block } from '@slack/types';
import { useId, useMemo } from 'react';
import { ElementContext, type ElementPlace } from './element';
import { Element } from './elements/Element';
import { PlainText } from './Mrkdwn';
import { useSurface } from './surface';

const GROUPS = new Set(['checkboxes', 'radio_buttons']);

/** Label, control, hint and the app's error, tied together for screen readers. */
export function InputBlock({ block }: { block: Block }) {
  const { errors } = useSurface();
  const id = useId();
  const blockId = block.block_id ?? '';
  const error = errors[blockId];
  const isGroup = GROUPS.has(block.element.type);
  const { hint, optional = false } = block;

  const place = useMemo<ElementPlace>(() => {
    const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
    return {
      blockId,
      isInput: true,
      field: {
        id: `${id}-control`,
        'aria-labelledby': `${id}-label`,
        'aria-required': !optional,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true }),
      },
    };
  }, [blockId, id, hint, error, optional]);

  const label = (
    <>
      <PlainText text={block.label.text} emoji={block.label.emoji} />
      {optional && <span className="field-optional"> (optional)</span>}
    </>
  );
  return (
    <div className={`field ${error ? 'has-error' : ''}`}>
      {isGroup ? (
        <span id={`${id}-label`} className="field-label">
          {label}
        </span>
      ) : (
        <label id={`${id}-label`} htmlFor={`${id}-control`} className="field-label">
          {label}
        </label>
      )}
      <ElementContext value={place}>
        <Element element={block.element} dispatches={block.dispatch_action ?? false} />
      </ElementContext>
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          <PlainText text={hint.text} emoji={hint.emoji} />
        </p>
      )}
    </div>
  );
}
