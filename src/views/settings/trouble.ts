import type { Message } from '../../delivery/words';
import { actions, button, plainText, section, typed } from './parts';

export interface TroubleFacts {
  /** A channel or person id. */
  lane: string;
  /** `#billing-squad`, or a person's shown name; `null`: Backline has not met it. */
  place: string | null;
  /** Slack's name for it; `unreadable:…` when it may have been said. */
  error: string;
  /** How many messages wait there for somebody to mend it. */
  waiting: number;
}

/** What an admin has to mend; `null` when nothing waits for it any more. */
export function troubleMessage({ lane, place: name, error, waiting }: TroubleFacts): Message | null {
  if (waiting === 0) return null;
  const place = name === null ? unmet(lane) : typed(name);
  const messages = waiting === 1 ? '1 message' : `${waiting} messages`;
  const inDoubt = error.startsWith('unreadable:');
  const said = inDoubt
    ? `${messages} to ${place} may or may not have arrived: Slack’s answer was lost, and Backline cannot look there. ${mendOf(error, place)}`
    : `${messages} to ${place} could not be delivered (${error}). ${mendOf(error, place)}`;
  return {
    text: said,
    blocks: [section(`:warning: ${said}`), ...actions([resendButton(lane, name ?? 'the channel', inDoubt)], 'trouble')],
  };
}

/** Slack shows the name of a channel itself; to name a person so would call them. */
const unmet = (lane: string) => (/^[CG]/.test(lane) ? `<#${lane}>` : lane);

const resendButton = (lane: string, place: string, inDoubt: boolean) =>
  button('Send again', 'resend_messages', JSON.stringify({ lane, notThere: inDoubt }), {
    ...(inDoubt && {
      confirm: {
        title: plainText('Are they missing?', 100),
        text: plainText(`Look in ${place} first: what stands there already would stand there twice.`, 300),
        confirm: plainText('They are missing', 30),
        deny: plainText('Cancel', 30),
      },
    }),
  });

function mendOf(error: string, place: string): string {
  if (error.startsWith('unreadable:')) return `Look in ${place}; what is missing goes out with “Send again”.`;
  return `${mends[error]?.(place) ?? 'Backline’s log tells more.'} Then press “Send again”.`;
}

const invite = (place: string) => `Type “/invite @Backline” in ${place}.`;
const mends: Record<string, (place: string) => string> = {
  not_in_channel: invite,
  channel_not_found: invite,
  is_archived: (place) => `Unarchive ${place}, or give the squad another channel in Settings.`,
  restricted_action: (place) => `Allow Backline to post in ${place} (channel settings, posting permissions).`,
  restricted_action_thread_only_channel: (place) => `Allow Backline to post in ${place} (channel settings, posting permissions).`,
  missing_scope: () => 'Paste manifest.yml into the app’s page and reinstall the app.',
  user_disabled: (place) => `${place} is deactivated: name somebody else in Settings.`,
  user_not_found: (place) => `${place} is not there any more: name somebody else in Settings.`,
};
