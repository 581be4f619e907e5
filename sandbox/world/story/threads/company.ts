/** Everybody: news, plans, words on invoices, and what is said in smaller rooms. */
import type { Thread } from '../telling';

export const company: Thread[] = [
  {
    channel: 'general',
    at: { daysAgo: 5, time: '08:00' },
    by: 'maya',
    text: 'Please welcome @{nils}, who joins the support team in Tallinn today. He comes from a bookshop and reads error messages to the end.',
    reactions: { wave: ['ana', 'bo', 'priya', 'jo', 'kai'], tada: ['luis', 'grace'] },
    replies: [
      { after: 20, by: 'nils', text: 'Thank you! If you see somebody asking how the coffee machine works, that is me.' },
      { after: 25, by: 'kai', text: 'Short press: coffee. Long press: a ticket to me.', reactions: { joy: ['nils', 'maya', 'elif'] } },
    ],
  },
  {
    channel: 'general',
    at: { daysAgo: 1, time: '07:00' },
    by: 'kai',
    text: 'Backline is installed. If a customer\'s question needs a squad: open the menu of the message and choose "Escalate this thread", or type /escalate. The squads see a card, you see whose turn it is. Tell me what you miss.',
    reactions: { rocket: ['maya', 'sam', 'ana'] },
    replies: [
      {
        after: 15,
        by: 'maya',
        text: 'From today the support team asks squads this way only. No more direct messages to Bo, please :wink:',
        reactions: { pray: ['bo'] },
      },
    ],
  },
  {
    channel: 'product',
    at: { daysAgo: 2, time: '16:20' },
    by: 'pat',
    text: 'Heard again this week, from Orchard Clinics: they want a single monthly bill for the whole group, split by department, instead of a pile of separate documents. They would pay for it.',
    reactions: { eyes: ['priya'] },
    replies: [
      { after: 8, by: 'priya', text: 'How many entities do they have? Below ten, the export may be enough.' },
      { after: 15, by: 'pat', text: '26. And they say that their auditor does not accept the export.' },
      {
        after: 70,
        by: 'olga',
        text: 'Let us count who else asks for it. I would not be surprised if support hears the same in other words.',
      },
    ],
  },
  {
    channel: 'product',
    at: { daysAgo: 4, time: '09:30' },
    by: 'olga',
    text: 'Draft of the next quarter: fewer surprises on invoices (Billing), payments without a second try (Checkout), banks that match themselves (Integrations). Comments until Friday: https://wiki.tallwick.example/plans/next-quarter',
    replies: [
      {
        after: 95,
        by: 'lena',
        text: 'I would move "matching by order number" to the top of ours. It is behind most of the wrong reminders.',
      },
    ],
  },
  {
    channel: 'support-leads',
    at: { minutesAgo: 320 },
    by: 'maya',
    text: 'For us four only: goodwill. We gave €3,900 back this month, half of it for reminders that should never have been sent. From €500 on, please ask me first.',
    replies: [
      { after: 10, by: 'luis', text: 'Westmark will ask for a free month. I would give it to them before they ask.' },
      { after: 16, by: 'jo', text: 'Agreed. Their CFO has been patient twice.' },
      {
        after: 28,
        by: 'maya',
        text: 'One month, and I tell her myself. @{sam}, could you find out how many customers have open reminders with a payment that is not matched?',
      },
      { after: 55, by: 'sam', text: '31. Nine of them got two reminders or more. I will post the list here, it has names in it.' },
    ],
  },
  {
    channel: 'translations',
    at: { daysAgo: 3, time: '10:15' },
    by: 'zoe',
    text: 'In the German invoice, "credit note" is "Gutschrift", and that word means something else to a German tax office. I suggest "Rechnungskorrektur".',
    replies: [
      { after: 45, by: 'priya', text: 'Our lawyer says the same. Please change it everywhere except in the API.' },
      {
        after: 49,
        by: 'zoe',
        text: 'Done for the PDF and the e-mails. The help center follows tomorrow.',
        reactions: { white_check_mark: ['priya', 'olga'] },
      },
    ],
  },
  {
    channel: 'ext-acme',
    at: { minutesAgo: 58 },
    by: 'hugo',
    text: 'Good morning from Acme. We close our books tomorrow at noon. When may we expect the corrected invoice 8812?',
    replies: [
      {
        after: 6,
        by: 'pat',
        text: 'Good morning, Hugo. @{ana} is on it and has found the cause of the second tax line. You will hear from us today.',
      },
      {
        after: 11,
        by: 'ana',
        text: 'Hello Hugo, I am asking our billing team right now whether the refund can go out before the new invoice. I will write here as soon as I know.',
      },
      { after: 15, by: 'hugo', text: 'Thank you. The amount matters less to us than a correct document.' },
    ],
  },
  {
    channel: 'ana-sam',
    at: { minutesAgo: 44 },
    by: 'ana',
    text: 'Do you know who is on call in Billing? I have one that cannot wait until Monday.',
    replies: [],
  },
  {
    channel: 'ana-sam',
    at: { minutesAgo: 41 },
    by: 'sam',
    text: 'Bo until Monday. But do not write to him: escalate the thread, then it is his by the rules, and you see when he has it.',
  },
  {
    channel: 'ana-luis-nils',
    at: { daysAgo: 1, time: '15:45' },
    by: 'luis',
    text: 'Nils sits in on my queue tomorrow from 10:00. Ana, could you show him how you write to angry customers?',
  },
  {
    channel: 'ana-luis-nils',
    at: { daysAgo: 1, time: '15:52' },
    by: 'ana',
    text: 'Gladly. Lesson one: never begin with "unfortunately".',
    reactions: { pencil: ['nils'] },
  },
];
