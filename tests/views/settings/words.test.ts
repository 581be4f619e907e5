import { type TroubleFacts, troubleMessage } from '../../../src/views/settings/trouble';
import { welcomeMessage } from '../../../src/views/settings/welcome';

test('the welcome asks for the first squad, and has nothing left to say once there is one', () => {
  expect(welcomeMessage(0)?.text).toBe(
    'Name your first squad: a name and its channel are enough, then anybody can escalate a thread to it.',
  );
  expect(welcomeMessage(1)).toBeNull();
});

const trouble = (over: Partial<TroubleFacts>) =>
  troubleMessage({ lane: 'C1', place: '#billing-squad', error: 'not_in_channel', waiting: 2, ...over });

test.each<[string, Partial<TroubleFacts>, string]>([
  [
    'Backline was removed',
    {},
    '2 messages to #billing-squad could not be delivered (not_in_channel). Type “/invite @Backline” in #billing-squad. Then press “Send again”.',
  ],
  [
    'the channel is archived',
    { error: 'is_archived', waiting: 1 },
    '1 message to #billing-squad could not be delivered (is_archived). Unarchive #billing-squad, or give the squad another channel in Settings. Then press “Send again”.',
  ],
  [
    'the person is gone',
    { lane: 'U1', place: 'Wes', error: 'user_disabled', waiting: 1 },
    '1 message to Wes could not be delivered (user_disabled). Wes is deactivated: name somebody else in Settings. Then press “Send again”.',
  ],
  [
    'an error that we have no word for',
    { error: 'team_quota_exceeded' },
    '2 messages to #billing-squad could not be delivered (team_quota_exceeded). Backline’s log tells more. Then press “Send again”.',
  ],
  [
    'the answer was lost and nobody can look',
    { error: 'unreadable:missing_scope', waiting: 1 },
    '1 message to #billing-squad may or may not have arrived: Slack’s answer was lost, and Backline cannot look there. Look in #billing-squad; what is missing goes out with “Send again”.',
  ],
])('an admin is told what to mend when %s', (_, over, text) => {
  expect(trouble(over)?.text).toBe(text);
});

test('nothing is left to mend once nothing waits there', () => {
  expect(trouble({ waiting: 0 })).toBeNull();
});

test('the name of a channel cannot call anybody', () => {
  expect(JSON.stringify(trouble({ place: '#<!channel>' })?.blocks)).not.toContain('<!channel>');
});
