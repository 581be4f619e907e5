import { textOf } from '../../../sandbox/person/text';
import { checkMessage, checkView } from '../../../sandbox/strict';
import type { Message } from '../../../src/delivery/words';
import { type Form, nothingTyped } from '../../../src/domain/escalations/forms';
import type { Told } from '../../../src/domain/escalations/happenings';
import { theClock } from '../../../src/domain/escalations/rules';
import { answerMessage, answerOver } from '../../../src/views/escalations/answer';
import { cardMessage } from '../../../src/views/escalations/card';
import { detailsModal } from '../../../src/views/escalations/details';
import type { CardFacts } from '../../../src/views/escalations/facts';
import { escalationForm, severityHint } from '../../../src/views/escalations/form';
import { historyText } from '../../../src/views/escalations/history';
import { linkLabel } from '../../../src/views/escalations/lines';
import { askModal, noticeModal, reopenModal, resolveModal } from '../../../src/views/escalations/modals';
import { questionMessage, questionOver } from '../../../src/views/escalations/question';
import { alreadyModal, escalatedModal } from '../../../src/views/escalations/raised';
import { lineMessage, mentionMessage, pageMessage, pageOver, reopenedMessage } from '../../../src/views/escalations/said';
import { statusMessage } from '../../../src/views/escalations/status';
import { draftMessage, exhaustedMessage, toldMessage } from '../../../src/views/escalations/told';
import { at, claimed, facts, resolved, thread, waiting } from './facts';

const read = (message: Message | null) => message && textOf({ ts: '1.1', ...message });
/** As it is read by somebody whose clock is UTC's. */
const plain = (message: Message | null) => read(message)?.replace(/<!date\^\d+\^[^|]*\|2026-11-24 (\d\d:\d\d) UTC>/g, '$1') ?? null;

const asked = { person: 'UBO', at };

describe('the card', () => {
  test.each<[string, CardFacts, string]>([
    [
      'open',
      facts({}, { asked }),
      `*[S2] ESC-142*  Invoice shows VAT twice
Billing · Acme GmbH · Ana in <https://team.slack.com/archives/C9/p11|#support>
Open since 07:55 · Bo was asked 07:55 · turn: squad
*Tried:* Reissued once · *Expected:* May we refund? · <https://acme.zendesk.com/agent/tickets/8812|Zendesk 8812>
[Claim] [Needs info] [Resolve]`,
    ],
    [
      'claimed',
      facts(claimed),
      'Claimed by Bo 07:55 · turn: squad\n*Tried:* Reissued once · *Expected:* May we refund? · <https://acme.zendesk.com/agent/tickets/8812|Zendesk 8812>\n[Needs info] [Resolve] More…',
    ],
    ['waiting', facts(waiting), 'Waiting on agent since 07:55 · Bo has it · turn: agent\n*Bo asks:* Which plan?'],
    ['waiting on the customer', facts({ ...waiting, turn: 'customer' }), 'Waiting on customer since 07:55 · Bo has it · turn: customer'],
    ['waiting, with its buttons', facts(waiting), '[Carry on] [Resolve]'],
    ['resolved', facts(resolved), 'Resolved by Bo 07:55 · Bug fixed\n*Answer:* Reissue it.'],
    ['resolved, with its button', facts(resolved), '\n[Reopen]'],
    ['closed', facts({ ...resolved, state: 'closed', closedAt: at, closedHow: 'unconfirmed' }), 'Closed 07:55 · unconfirmed · Bug fixed'],
    ['nobody left to ask', facts({ exhaustedAt: at }), 'Open since 07:55 · nobody is left to ask · turn: squad'],
    ['undelivered', facts({}, { undelivered: 2 }), '2 messages could not be delivered\n[Resend]'],
    ['one undelivered', facts({}, { undelivered: 1 }), '1 message could not be delivered\n[Resend]'],
    [
      'from a private channel, which it does not name',
      facts({}, { origins: [{ threadId: 't1', agent: 'UANA', kind: 'private', channel: null, link: 'https://x.example' }] }),
      'Ana in <https://x.example|a private channel>',
    ],
    [
      'from no thread',
      facts({}, { origins: [{ threadId: 't1', agent: 'UANA', kind: 'none', channel: null, link: null }] }),
      'Billing · Acme GmbH · Ana\n',
    ],
  ])('%s', (_, shown, text) => expect(plain(cardMessage(shown, 7))).toContain(text));

  test.each([
    [facts({}, { asked }), 'ESC-142, S2, Invoice shows VAT twice: open in Billing, Bo is asked to take it.'],
    [facts(claimed), 'ESC-142, S2, Invoice shows VAT twice: Bo has it.'],
    [facts(waiting), 'ESC-142, S2, Invoice shows VAT twice: waiting on the agent, Bo has it.'],
    [facts(resolved), 'ESC-142, S2, Invoice shows VAT twice: Bo has resolved it.'],
  ])('tells the whole story in its text', (shown, text) => {
    expect(cardMessage(shown, 7).text).toBe(text);
    expect(statusMessage(shown).text).toBe(text);
  });

  test('the menu stands in a fresh block with each drawing', () => {
    expect(JSON.stringify(cardMessage(facts(claimed), 7))).toContain('escalation_actions:7');
  });

  test.each([
    ['https://acme.zendesk.com/agent/tickets/8812', 'Zendesk 8812'],
    ['https://www.example.com/', 'example.com'],
    ['https://github.com/acme/shop/issues/12', 'Github 12'],
    [`https://example.com/${'x'.repeat(60)}`, 'example.com'],
  ])('%s is called %s', (url, label) => expect(linkLabel(url)).toBe(label));
});

const told = (happening: object) => ({ at, person: 'UBO', ...happening }) as Told;

describe('what is said once, and what has become old news', () => {
  const asks = { person: 'UBO', round: 1 };
  const isClaimed = told({ type: 'claimed', data: { from: null } });
  const carriedOn = told({ type: 'carried_on', data: {} });
  const passed = told({ type: 'passed', person: 'UANA', data: { to: 'customer' } });
  const askedThen = told({ type: 'asked', data: { of: 'agent', question: 'Which plan?' } });
  const resolvedThen = told({ type: 'resolved', data: { reason: 'bug_fixed', answer: 'Reissue it.', handledBy: 'squad' } });
  const reopened = told({
    type: 'reopened',
    person: 'UANA',
    data: { why: 'does_not_work', next: 'Still twice', threads: ['t1'], owner: 'UBO' },
  });

  test.each<[string, Message | null, string | null]>([
    ['claimed', lineMessage(facts(claimed), isClaimed), 'Bo is on it.'],
    ['claimed, and taken over since', lineMessage(facts({ ...claimed, owner: 'UCY' }), isClaimed), null],
    ['claimed, and resolved since', lineMessage(facts(resolved), isClaimed), null],
    ['carried on', lineMessage(facts(claimed), carriedOn), 'Bo carries on without waiting for the answer.'],
    ['carried on, and asked again since', lineMessage(facts(waiting), carriedOn), null],
    ['passed on', lineMessage(facts({ ...waiting, turn: 'customer' }), passed), 'Ana is waiting on the customer.'],
    ['passed on, and answered since', lineMessage(facts(claimed), passed), null],
    [
      'asked',
      questionMessage(facts(waiting), { agent: 'UANA', askedAt: at }),
      '<@UANA> Bo asks: Which plan?\nESC-142 · Invoice shows VAT twice · waiting on the agent\n[Answered] [Waiting on customer]',
    ],
    ['asked, and answered already', questionMessage(facts(claimed), { agent: 'UANA', askedAt: at }), null],
    ['asked, and asked anew', questionMessage(facts({ ...waiting, askedAt: new Date(0) }), { agent: 'UANA', askedAt: at }), null],
    [
      'answered',
      answerMessage(facts(resolved), thread, at),
      '<@UANA> Bo has answered ESC-142: Reissue it.\nBug fixed · Invoice shows VAT twice\n[That solves it] [Reopen]',
    ],
    ['answered, and reopened already', answerMessage(facts(claimed), thread, at), null],
    ['answered, and a newer answer is there', answerMessage(facts({ ...resolved, resolvedAt: new Date(0) }), thread, at), null],
    ['reopened', reopenedMessage(facts(claimed), reopened), 'Ana reopened ESC-142: It does not work. Still twice'],
    ['reopened, and answered since', reopenedMessage(facts(resolved), reopened), null],
    [
      'a page',
      pageMessage(facts({}, { asked }), asks.person, at),
      'Bo, ESC-142 (S2) needs an owner by 07:55: Invoice shows VAT twice\n[Claim] [Not me] [Open the card]',
    ],
    ['a page, claimed already', pageMessage(facts(claimed), asks.person, null), null],
    [
      'a page that stands, claimed by its person',
      pageOver(facts(claimed), 'UBO'),
      'ESC-142: Invoice shows VAT twice. You have it.\n[Open the card]',
    ],
    [
      'a page that stands, claimed by somebody else',
      pageOver(facts(claimed), 'UCY'),
      'ESC-142: Invoice shows VAT twice. Bo has it.\n[Open the card]',
    ],
    [
      'a page that stands while the next one is asked',
      pageOver(facts({}, { asked: { person: 'UCY', at } }), 'UBO'),
      'ESC-142: Invoice shows VAT twice. Cy is asked instead.\n[Claim] [Open the card]',
    ],
    [
      'a page that stands, resolved',
      pageOver(facts(resolved), 'UBO'),
      'ESC-142: Invoice shows VAT twice. It is resolved.\n[Open the card]',
    ],
    [
      'a question that stands, answered',
      questionOver(facts(claimed), askedThen, told({ type: 'answered', person: 'UANA', data: { by: 'message', thread: 't1' } })),
      'Bo asked: Which plan?\nESC-142 · Ana has answered',
    ],
    [
      'a question that stands, carried on',
      questionOver(facts(claimed), askedThen, carriedOn),
      'Bo asked: Which plan?\nESC-142 · Bo carries on without an answer',
    ],
    [
      'an answer that stands, accepted',
      answerOver(
        facts(resolved),
        resolvedThen,
        { ...thread, outcome: 'accepted' },
        told({ type: 'accepted', person: 'UANA', data: { threads: ['t1'], closes: true } }),
      ),
      'Bo has answered ESC-142: Reissue it.\nAna: That solves it.\n[Reopen]',
    ],
    [
      'an answer that stands, reopened',
      answerOver(facts(claimed), resolvedThen, thread, null),
      'Bo has answered ESC-142: Reissue it.\nReopened since.',
    ],
    ['a page, and somebody else is asked by now', pageMessage(facts({}, { asked: { person: 'UCY', at } }), asks.person, at), null],
    [
      'a mention',
      mentionMessage(facts({}, { asked }), asks.person, at),
      '<@UBO>, ESC-142 (S2) needs an owner by 07:55: Invoice shows VAT twice',
    ],
    ['a mention, claimed already', mentionMessage(facts(claimed), asks.person, null), null],
    [
      'nobody left',
      exhaustedMessage(facts({ exhaustedAt: at }), 1),
      'Nobody in Billing has claimed ESC-142 (S2): Invoice shows VAT twice. Everybody was asked. Please find somebody for it.\n[Claim] [Open the card]',
    ],
    ['nobody left, and claimed since', exhaustedMessage(facts(claimed), 1), null],
    ['nobody left, in a round that is over', exhaustedMessage(facts({ exhaustedAt: at, round: 2 }), 1), null],
    [
      'taken over',
      toldMessage(facts(), told({ type: 'claimed', person: 'UCY', data: { from: 'UBO' } })),
      'Cy took over from you ESC-142: Invoice shows VAT twice\n[Open the card]',
    ],
    [
      'the owner is gone',
      toldMessage(facts(), told({ type: 'released', person: 'backline', data: { from: 'UBO', gone: true } })),
      'Bo can no longer act for Billing and has left ESC-142: Invoice shows VAT twice. The next person is being asked.\n[Open the card]',
    ],
    [
      'a draft',
      draftMessage('VAT twice', 'f1'),
      'Your escalation “VAT twice” is not sent yet. Nothing is lost: it waits for 24 hours on App Home, or go on right here.\n[Continue your draft]',
    ],
    [
      'a draft without a title',
      draftMessage('', 'f1'),
      'Your escalation is not sent yet. Nothing is lost: it waits for 24 hours on App Home, or go on right here.\n[Continue your draft]',
    ],
  ])('%s', (_, message, text) => {
    expect(plain(message)).toBe(text);
    if (message) expect(message.text).not.toBe('');
  });
});

test.each([
  ['s1', 'First reply in 15 min, day and night'],
  ['s2', 'First reply in 1 h of Billing’s hours'],
  ['s3', 'First reply in 4 h of Billing’s hours'],
  ['s4', 'First reply in 8 h of Billing’s hours'],
] as const)('%s promises: %s', (severity, hint) => expect(severityHint(severity, { name: 'Billing' })).toBe(hint));

describe('the longest and the worst that can be typed passes Slack’s own check, and calls nobody', () => {
  const worst = '<!channel> & <@UBO> *x* @here 😀 '.repeat(1_400);
  const worstNames = {
    squad: { id: 's1', name: worst.slice(0, 75) },
    customer: worst.slice(0, 80),
    nameOf: () => worst.slice(0, 80),
    asked: { person: 'UBO', at },
    undelivered: 12,
  };
  const texts = {
    title: worst.slice(0, 150),
    tried: worst.slice(0, 3_000),
    expected: worst.slice(0, 3_000),
    question: worst.slice(0, 3_000),
    answer: worst.slice(0, 3_000),
    links: Array.from({ length: 60 }, (_, n) => `https://example.com/${n}?${'x|>'.repeat(90)}`),
  };
  const states = { open: {}, claimed, waiting, resolved };
  const shownIn = (state: keyof typeof states) =>
    facts({ ...states[state], ...texts, ...(state === 'waiting' ? {} : { question: null }) }, worstNames);

  const messages: Record<string, Message | null> = {
    ...Object.fromEntries(Object.keys(states).map((state) => [`card ${state}`, cardMessage(shownIn(state as keyof typeof states), 1)])),
    status: statusMessage(shownIn('open')),
    page: pageMessage(shownIn('open'), 'UBO', at),
    question: questionMessage(shownIn('waiting'), { agent: 'UANA', askedAt: at }),
    questionOver: questionOver(shownIn('claimed'), told({ type: 'asked', data: { of: 'agent', question: texts.question } }), null),
    answer: answerMessage(shownIn('resolved'), thread, at),
    answerOver: answerOver(
      shownIn('resolved'),
      told({ type: 'resolved', data: { reason: 'bug_fixed', answer: worst.slice(0, 3_000), handledBy: 'squad' } }),
      { ...thread, outcome: 'accepted' },
      null,
    ),
    pageOver: pageOver(shownIn('open'), 'UBO'),
    reopened: reopenedMessage(
      shownIn('claimed'),
      told({ type: 'reopened', data: { why: 'came_back', next: worst.slice(0, 3_000), threads: [], owner: null } }),
    ),
    told: toldMessage(
      shownIn('claimed'),
      told({ type: 'reopened', data: { why: 'came_back', next: worst.slice(0, 3_000), threads: [], owner: null } }),
    ),
    draft: draftMessage(worst.slice(0, 150), 'f1'),
  };
  test.each(Object.entries(messages))('%s', (_, message) => {
    expect(message).not.toBeNull();
    if (!message) return;
    expect(checkMessage({ ...message })).toEqual([]);
    const shown = JSON.stringify(message).replaceAll('<@UANA>', '');
    expect(shown).not.toMatch(/<!(?!date)|<@|@here\b|@channel\b/);
  });

  const form = (typed: Partial<Form['typed']>, origin: Form['origin'] = null): Form => ({
    id: 'f',
    workspaceId: 'T1',
    person: 'UANA',
    viewId: null,
    typed: { ...nothingTyped, ...typed },
    origin,
    typedAt: null,
  });
  const origin: Form['origin'] = {
    channelId: 'C9',
    rootTs: '1.1',
    ts: '1.1',
    linked: true,
    place: { name: `#${'x'.repeat(80)}`, kind: 'private', inThread: false },
    read: { quote: worst.slice(0, 120), author: worst.slice(0, 80), messages: 200, only: 'not_member' },
    problem: null,
  };
  const squad = {
    id: 's1',
    name: worst.slice(0, 75),
    channel: { name: `#${'x'.repeat(80)}`, readers: 214 },
    restrictedChannel: `#${'y'.repeat(80)}`,
  };
  const escalation = { id: '018f'.repeat(9), number: 999_999, title: texts.title };
  const views = {
    'empty form': escalationForm({ form: form({}), squad: null }),
    'full form': escalationForm({
      form: form({ ...texts, customer: worst, links: texts.links.join('\n'), thread: worst }, origin),
      squad,
      notice: worst.slice(0, 200),
    }),
    escalated: escalatedModal({
      ...shownIn('open'),
      asked: null,
      opens: at,
      zones: { squad: 'Europe/Tallinn', agent: 'Europe/Lisbon' },
      unreachable: true,
      now: at,
    }),
    already: alreadyModal(shownIn('resolved')),
    details: detailsModal(
      shownIn('resolved'),
      { actor: { ...theClock, id: 'UANA', mayAct: true }, notice: worst.slice(0, 200) },
      historyText(
        Array.from({ length: 200 }, () => told({ type: 'asked', data: { of: 'agent', question: worst } })),
        [],
        () => worst.slice(0, 80),
      ),
    ),
    ask: askModal({ escalation }),
    resolve: resolveModal({ escalation }, { answer: worst, handledBy: 'squad' }),
    reopen: reopenModal({ escalation, threadId: '018f'.repeat(9) }),
    notice: noticeModal('Nothing was changed', worst.slice(0, 3_000)),
  };
  test.each(Object.entries(views))('%s', (_, view) => expect(checkView(view)).toEqual([]));
});
