/** The card "Try this": what a newcomer can do first, ticked off from the traffic between Slack and the app. */
import type { LogEntry } from '../api';

export interface GuideStep {
  id: string;
  title: string;
  hint: string;
  /** Whether this entry of the traffic log shows that the step was done. */
  done(entry: LogEntry): boolean;
}

export const guide: GuideStep[] = [
  {
    id: 'escalate',
    title: 'Escalate a thread',
    hint: 'As Ana in #support: open the menu of "Invoice shows VAT twice…", choose Escalate this thread, fill in the form.',
    done: (entry) => submitted(entry, (title) => title === 'Escalate to a squad'),
  },
  {
    id: 'claim',
    title: 'Claim it as the engineer',
    hint: 'Act as Bo, open #billing-squad, and press Claim on the card.',
    done: (entry) => pressed(entry, 'Claim'),
  },
  {
    id: 'resolve',
    title: 'Resolve it with an answer',
    hint: 'As Bo: ask back with Needs info if you like, then press Resolve, and write what Ana can tell her customer.',
    done: (entry) => submitted(entry, (title) => title.startsWith('Resolve ')),
  },
  {
    id: 'accept',
    title: 'Say that it solves the problem',
    hint: 'As Ana: the answer stands in her thread. Press That solves it.',
    done: (entry) => pressed(entry, 'That solves it'),
  },
  {
    id: 'swap',
    title: 'Swap a shift',
    hint: 'As Bo: Backline → Home → Rotation, the menu beside a later shift, Swap…, Ask. Then act as Dana, and press Take it in #billing-squad.',
    done: (entry) => submitted(entry, (title) => title === 'Swap a shift'),
  },
];

/** A form was sent, and not sent back with words beside its fields. */
function submitted({ way, name, request, response }: LogEntry, titled: (title: string) => boolean): boolean {
  if (way !== 'interaction' || name !== 'view_submission') return false;
  if (response?.response_action === 'errors' || response?.ok === false) return false;
  const { view } = request as { view?: { title?: { text?: unknown } } };
  return typeof view?.title?.text === 'string' && titled(view.title.text);
}

function pressed({ way, name, request }: LogEntry, label: string): boolean {
  if (way !== 'interaction' || name !== 'block_actions' || !Array.isArray(request.actions)) return false;
  return request.actions.some(
    (action: { type?: unknown; text?: { text?: unknown } }) => action.type === 'button' && action.text?.text === label,
  );
}
