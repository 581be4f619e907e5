import type { InputBlock, ModalView } from '@slack/types';
import { reopenReasons } from '../../domain/escalations/happenings';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { HandledBy, Reason } from '../../generated/sqlite/enums';
import { handledByNames, reasonNames, reopenNames } from './labels';
import { type Blocks, context, option, plainText, section } from './parts';

/** What is asked before a deed: which escalation, of which thread. */
export interface Asking {
  escalation: { id: string; number: number; title: string };
  threadId?: string;
}

const longest = 3_000;

/** `Ask for information` */
export function askModal({ escalation }: Asking): ModalView {
  return modal('ask_form', 'Ask for information', 'Ask', { id: escalation.id }, [
    about(escalation),
    input('question', 'Question', area('ask_question')),
    input(
      'of',
      'Who has to answer',
      choice('ask_of', [option('The agent', 'agent'), option('The customer, through the agent', 'customer')], 'agent'),
    ),
  ]);
}

/** `Resolve ESC-142`, with the answer that the squad has given last. */
export function resolveModal({ escalation }: Asking, preset: { answer: string; handledBy: HandledBy }): ModalView {
  const reasons = Object.entries(reasonNames).map(([key, name]) => option(name, key));
  const handledBy = Object.entries(handledByNames).map(([key, name]) => option(name, key));
  return modal('resolve_form', `Resolve ${numberOf(escalation)}`, 'Resolve', { id: escalation.id }, [
    about(escalation),
    input('reason', 'Reason', choice('resolve_reason', reasons)),
    input('answer', 'Answer', area('resolve_answer', preset.answer), 'What the customer can be told. It goes to everyone who asked.'),
    input('handled_by', 'Handled by', choice('resolve_handled_by', handledBy, preset.handledBy)),
  ]);
}

/** `Reopen ESC-142` */
export function reopenModal({ escalation, threadId }: Asking): ModalView {
  const reasons = reopenReasons.map((key) => option(reopenNames[key], key));
  return modal('reopen_form', `Reopen ${numberOf(escalation)}`, 'Reopen', { id: escalation.id, ...(threadId && { threadId }) }, [
    about(escalation),
    input('why', 'Why', choice('reopen_why', reasons)),
    input('next', 'What happens now', area('reopen_next')),
  ]);
}

/** One sentence and a way out. */
export function noticeModal(title: string, text: string, blocks: Blocks = []): ModalView {
  return {
    type: 'modal',
    callback_id: 'escalation_notice',
    title: plainText(title, 24),
    close: plainText('Close'),
    blocks: [section(text), ...blocks],
  };
}

const about = ({ number, title }: Asking['escalation']) => ({
  ...context(''),
  elements: [plainText(`${numberOf({ number })} · ${title}`, 300)],
});

function modal(callbackId: string, title: string, submit: string, metadata: object, blocks: Blocks): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: JSON.stringify(metadata),
    title: plainText(title, 24),
    submit: plainText(submit),
    close: plainText('Cancel'),
    blocks,
  };
}

const input = (blockId: string, label: string, element: InputBlock['element'], hint?: string): InputBlock => ({
  type: 'input',
  block_id: blockId,
  label: plainText(label),
  element,
  ...(hint && { hint: plainText(hint, 150) }),
});

const area = (actionId: string, value = ''): InputBlock['element'] => ({
  type: 'plain_text_input',
  action_id: actionId,
  multiline: true,
  max_length: longest,
  ...(value && { initial_value: value.slice(0, longest) }),
});

function choice(actionId: string, options: ReturnType<typeof option>[], preset?: Reason | string): InputBlock['element'] {
  const initial = options.find(({ value }) => value === preset);
  return { type: 'static_select', action_id: actionId, options, ...(initial && { initial_option: initial }) };
}
