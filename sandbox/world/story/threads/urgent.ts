/** #support-urgent: an outage, an angry customer, a locked door. */
import { statuslamp } from '../people';
import type { Thread } from '../telling';

const alert = '🔴 checkout-pages: 38 % of requests take longer than 10 s (region eu-north, for 4 min)';

export const urgent: Thread[] = [
  {
    channel: 'support-urgent',
    at: { daysAgo: 1, time: '10:02' },
    by: 'statuslamp',
    botId: statuslamp.botId,
    text: alert,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: alert } },
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: 'Rule "slow pages" · runbook: <https://status.tallwick.example/runbooks/slow-pages>' }],
      },
    ],
    reactions: { eyes: ['elif', 'sam'] },
    replies: [
      {
        after: 2,
        by: 'tomas',
        text: 'Three tickets in five minutes: customers see a white page when they want to pay. What may we tell them?',
      },
      {
        after: 5,
        by: 'elif',
        text: 'On it. The card provider answers slowly and we wait for it. Please tell them that nothing is charged twice, and that we are working on it.',
      },
      {
        after: 9,
        by: 'maya',
        text: 'Status page is yellow, the canned answer "slow payments" is ready. @{grace}, can you take the queue for the next half hour?',
      },
      { after: 10, by: 'grace', text: 'Taking it.' },
      {
        after: 31,
        by: 'elif',
        text: 'We stop waiting after 4 s now and show "please try again". Pages are fast, the provider is still slow.',
      },
      {
        after: 78,
        by: 'elif',
        text: 'Over. 212 payments failed, none was charged twice, all of them have been tried again. I will write down what happened by tomorrow.',
        reactions: { tada: ['tomas', 'maya', 'grace', 'ty'] },
      },
    ],
  },
  {
    channel: 'support-urgent',
    at: { minutesAgo: 150 },
    by: 'jo',
    text: 'Westmark is furious: third reminder for an invoice that they paid two weeks ago. Their CFO writes: "If one more of these arrives, we are gone." 85 seats, renewal next month.',
    reactions: { fire: ['pat'] },
    replies: [
      { after: 3, by: 'pat', text: 'I will call her at noon. Can we stop the reminders right now, whatever the reason turns out to be?' },
      {
        after: 7,
        by: 'jo',
        text: 'Paused for this account. The payment is in our bank feed, but it is not matched: they wrote the purchase order number where we look for the invoice number.',
      },
      {
        after: 19,
        by: 'luis',
        text: 'I matched it by hand, the invoice is closed. But the same will happen next month unless somebody teaches the matcher their order numbers.',
      },
      {
        after: 24,
        by: 'jo',
        text: 'Then that is my question to the squad. I will bring it to them after lunch, with the two earlier cases.',
      },
    ],
  },
  {
    channel: 'support-urgent',
    at: { daysAgo: 3, time: '06:15' },
    by: 'grace',
    text: 'Nobody at Northgate can sign in since 6:00. They use single sign-on, and the page says "certificate expired".',
    replies: [
      {
        after: 4,
        by: 'ken',
        text: 'Their certificate ran out at midnight, ours is fine. They upload the new one under Settings → Security; the old one stays valid for an hour after that.',
      },
      { after: 21, by: 'grace', text: 'Done, they are in. Could we warn them a week before?' },
      { after: 27, by: 'ken', text: 'Good idea, I will bring it up in planning.', reactions: { '+1': ['grace', 'lena'] } },
    ],
  },
];
