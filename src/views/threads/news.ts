import type { Message } from '../../delivery/words';
import type { ThreadNews } from '../../domain/escalations/threads';
import { harmless } from '../../slack/text';
import { context, section } from './quote';

export interface NewsFacts {
  /** `ESC-142` */
  name: string;
  /** `#support`, and the thread's address. */
  from: string;
  link: string;
  /** Shown name of the thread's agent. */
  agent: string;
}

/** What the squad is told about the copying of a thread. */
export function newsMessage(news: ThreadNews, facts: NewsFacts): Message {
  const from = `<${facts.link}|${facts.from}>`;
  return {
    text: sentence(news, { ...facts, agent: harmless(facts.agent) }),
    blocks: [context(sentence(news, { ...facts, agent: harmless(facts.agent), from }))],
  };
}

function sentence(news: ThreadNews, { from, agent }: NewsFacts): string {
  switch (news) {
    case 'paused':
      return `Another app posts more than 20 messages a minute in ${from}: its messages are not copied until it rests.`;
    case 'squad_paused':
      return `Another app posts more than 20 messages a minute here: its messages are not copied to ${from} until it rests.`;
    case 'turned_private':
      return `${from} is private now: what is written there is not copied any more until ${agent} agrees.`;
    case 'shared':
      return `${from} is shared with another company now: nothing is posted there any more, and what is written there is not copied until ${agent} agrees. ${agent} is reached in direct messages.`;
    case 'archived':
      return `${from} was archived: nothing more comes from there. ${agent} is reached in direct messages.`;
    case 'removed':
      return `Backline was removed from ${from}: what is written there is not copied any more. \`/invite @Backline\` there mends it. ${agent} is reached in direct messages.`;
    case 'back':
      return `Backline is heard in ${from} again: what is written there is copied.`;
    case 'goes_on':
      return `${agent} agreed: what is written in ${from} is copied again.`;
  }
}

export interface ConsentFacts extends NewsFacts {
  shared: boolean;
  threadId: string;
  /** Where it would be copied to, and how many people can read it there. */
  to: string;
  readers: number;
}

/** Asks the agent once more, naming the place and who can read it. */
export function consentMessage({ name, from, link, shared, threadId, to, readers }: ConsentFacts): Message {
  const now = shared ? 'shared with another company' : 'private';
  const asks = `is ${now} now, so what is written in its thread is not copied for ${name} any more. Copied on, it goes to ${to}, where ${people(readers)} can read it.`;
  return {
    text: `${from} ${asks}`,
    blocks: [
      section(`<${link}|${from}> ${asks}`),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'copy_thread_again',
            value: threadId,
            text: { type: 'plain_text', text: 'Copy this private thread' },
          },
        ],
      },
    ],
  };
}

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);
