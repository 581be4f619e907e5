/** The squads among themselves. */
import type { Thread } from '../telling';

export const squads: Thread[] = [
  {
    channel: 'billing-squad',
    at: { daysAgo: 1, time: '07:30' },
    by: 'bo',
    text: 'Plan for the week: proration on upgrades first (three reports in ten days), then the rounding of Swiss francs. I am on call until Monday 09:00, @{cy} takes over.',
    replies: [
      { after: 14, by: 'cy', text: 'Fine with me. I am off on Friday afternoon, so let us hand over at noon.' },
      {
        after: 20,
        by: 'priya',
        text: 'If the proration fix slips, tell me by Wednesday. I promised two customers a date.',
        reactions: { ok_hand: ['bo'] },
      },
    ],
  },
  {
    channel: 'billing-squad',
    at: { daysAgo: 4, time: '12:10' },
    by: 'dana',
    text: 'Question for the group: when a customer upgrades in the middle of a period, do we tax the prorated part by itself or the whole new price? The code does both, depending on the path.',
    replies: [
      { after: 40, by: 'bo', text: 'Only the prorated part. The other path is from the time before credits existed. It should be gone.' },
      { after: 46, by: 'dana', text: 'Then I know where the odd invoices come from. I will write a test before I touch it.' },
    ],
  },
  {
    channel: 'checkout-squad',
    at: { daysAgo: 1, time: '14:30' },
    by: 'elif',
    text: 'What happened this morning: the card provider took 12 s for each request, our pool was full after two minutes, and everything behind it waited. We now give up after 4 s and say so. Long version: https://wiki.tallwick.example/outages/slow-provider',
    reactions: { clap: ['finn', 'hana', 'ty'] },
    replies: [
      { after: 12, by: 'finn', text: 'Should the limit depend on the card network? Some banks really do need 6 s for the second factor.' },
      { after: 17, by: 'elif', text: 'Right. The second factor has its own limit, that one stays at 20 s.' },
    ],
  },
  {
    channel: 'checkout-squad',
    at: { daysAgo: 5, time: '13:00' },
    by: 'hana',
    text: 'The new payment page is live for one in ten customers. Support knows. If somebody asks for the old one: append ?layout=classic to the address.',
  },
  {
    channel: 'integrations-squad',
    at: { daysAgo: 2, time: '08:45' },
    by: 'ken',
    text: 'The bank feed of Nordwall Bank sends every booking twice since the weekend. We drop the copies by reference, but 14 bookings came without one.',
    replies: [
      {
        after: 25,
        by: 'ivo',
        text: 'I asked them. They call it "at least once" and are not going to change it. So we compare date, amount and text, too.',
      },
      {
        after: 33,
        by: 'jess',
        text: 'Careful with standing orders: same amount, same text, same day for two branches. I have an example.',
      },
      { after: 37, by: 'ivo', text: 'Send it, please. That goes into the tests.' },
    ],
  },
  {
    channel: 'billing-private',
    at: { daysAgo: 2, time: '11:20' },
    by: 'rosa',
    text: 'Chargeback of €12,400 from Castell Events. They say they never ordered the second year. The contract is signed, but by somebody who had left by then.',
    replies: [
      {
        after: 30,
        by: 'priya',
        text: 'I would rather let them go in peace than win this. Can we close the account on the date of the signature?',
      },
      { after: 44, by: 'bo', text: 'Yes, by hand. The invoices after that day need credit notes, three of them.' },
      { after: 52, by: 'rosa', text: 'Please do. I will talk to the bank.' },
    ],
  },
];
