/** #support: a customer's question each. */
import type { Thread } from '../telling';

const statement = [
  'date,reference,amount,balance',
  '2026-01-01,opening balance,,0.00',
  '2026-01-03,INV-5531,240.00,240.00',
  '2026-01-09,INV-5540,-80.00,160.00',
].join('\n');

export const support: Thread[] = [
  {
    channel: 'support',
    at: { minutesAgo: 96 },
    by: 'ana',
    text: 'Invoice shows VAT twice after a plan change. Acme GmbH went from Starter to Team on the 12th, and invoice 8812 has the 19 % line two times. Ticket: https://help.tallwick.example/tickets/8812',
    reactions: { eyes: ['luis', 'grace'] },
    replies: [
      { after: 4, by: 'luis', text: 'Only on the PDF, or did we really charge it twice?' },
      { after: 9, by: 'ana', text: 'Charged. They paid €446.25 instead of €375.00, their bank statement says the same.' },
      { after: 22, by: 'tomas', text: 'Have you tried to reissue it? That helped me with the wrong address last week.' },
      { after: 31, by: 'ana', text: 'Reissued once, same result: the second tax line is back on the new one.', editedAfter: 2 },
      {
        after: 74,
        by: 'ana',
        text: 'Their accountant closes the month tomorrow. May we refund the difference today, or does the invoice have to be right first?',
        reactions: { pray: ['luis'] },
      },
    ],
  },
  {
    channel: 'support',
    at: { minutesAgo: 210 },
    by: 'tomas',
    text: 'Opening balance is zero in the statement of Harrow & Pike. They imported their history in January, and the statement begins as if there had been nothing. I attach their export.',
    files: [{ id: 'F01STATEMENT', name: 'harrow-pike-statement.csv', mimetype: 'text/csv', content: statement }],
    replies: [
      {
        after: 12,
        by: 'sam',
        text: 'The import ran before the first of the month, so the balance is booked on the day before the statement begins. Give me their account id, I can look.',
      },
      { after: 15, by: 'tomas', text: 'acc_20931. No hurry, they need it for the audit next week.', reactions: { '+1': ['sam'] } },
    ],
  },
  {
    channel: 'support',
    at: { daysAgo: 1, time: '13:20' },
    by: 'grace',
    text: 'Is there a way to put several invoices on one page by cost center? Lumen Dental has 40 branches, and their bookkeeper opens 40 PDFs every month. She would like one statement with a sum for each branch.',
    reactions: { bulb: ['nils'] },
    replies: [
      { after: 18, by: 'luis', text: 'Not today. The closest is the CSV export with the column "label", if they fill in labels.' },
      { after: 26, by: 'grace', text: 'They do not, but I will show her. I am sure she is not the last one to ask.' },
    ],
  },
  {
    channel: 'support',
    at: { daysAgo: 2, time: '09:05' },
    by: 'jo',
    text: 'Credit note was taken off the wrong month. Brightloom got a credit in March for February, and we took it off the April invoice as well.',
    replies: [
      {
        after: 35,
        by: 'dana',
        text: 'Found it. The credit was booked twice because the approval was clicked in two tabs. I removed the second one, April is right again, and the button now locks after the first click.',
      },
      {
        after: 41,
        by: 'jo',
        text: 'Checked with the customer, the sum is right. Thank you, that was fast.',
        reactions: { heart: ['dana', 'maya'], white_check_mark: ['luis'] },
      },
    ],
  },
  {
    channel: 'support',
    at: { daysAgo: 3, time: '07:40' },
    by: 'nils',
    text: 'A question from the new one: where do I see which plan a customer had on a certain day? The profile shows only the current one.',
    replies: [
      { after: 6, by: 'luis', text: 'Profile → History → filter by "subscription". The price in brackets is the one without tax.' },
      {
        after: 8,
        by: 'grace',
        text: 'And if the customer is older than two years, the list is in the archive tab. It took me three months to find that out :sweat_smile:',
      },
      { after: 11, by: 'nils', text: 'Found it, thank you both!', reactions: { raised_hands: ['luis', 'grace', 'maya'] } },
    ],
  },
  {
    channel: 'support',
    at: { daysAgo: 4, time: '15:10' },
    by: 'ana',
    text: 'Can a customer change the currency of a subscription that is running? Oakline moves from pounds to euros in summer.',
    replies: [
      {
        after: 50,
        by: 'priya',
        text: 'Not in one step. They cancel at the end of the period and begin again in euros; we keep their price. I will write that into the help center this week.',
      },
      { after: 58, by: 'ana', text: 'Perfect, I will tell them.' },
    ],
  },
];
