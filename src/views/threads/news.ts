import type { Message } from '../../delivery/words';
import type { ThreadNews } from '../../domain/escalations/threads';
import { harmless } from '../../slack/text';
import { actions, button, context, link as linked, section } from '../escalations/parts';

export interface NewsFacts {
  /** `#support` or "a private channel", and the thread's address. */
  from: string;
  link: string;
  /** Shown name of the thread's agent. */
  agent: string;
}

/** What the squad is told about the copying of a thread. */
export function newsMessage(news: ThreadNews, { from, link, agent }: NewsFacts): Message {
  const by = harmless(agent);
  return { text: sentence(news, (name) => name, from, by), blocks: [context(sentence(news, (name) => linked(link, name), from, by))] };
}

function sentence(news: ThreadNews, show: (name: string) => string, name: string, agent: string): string {
  const from = show(name);
  const From = show(capital(name));
  switch (news) {
    case 'paused':
      return `Another app posts more than 20 messages a minute in ${from}: its messages are not copied until it rests.`;
    case 'squad_paused':
      return `Another app posts more than 20 messages a minute here: its messages are not copied to ${from} until it rests.`;
    case 'turned_private':
      return `${From} is private now: what is written there is not copied any more until ${agent} agrees.`;
    case 'shared':
      return `${From} is shared with another company now: nothing is posted there any more, and what is written there is not copied until ${agent} agrees. ${agent} is reached in direct messages.`;
    case 'archived':
      return `${From} was archived: nothing more comes from there. ${agent} is reached in direct messages.`;
    case 'removed':
      return `Backline was removed from ${from}: what is written there is not copied any more. \`/invite @Backline\` there mends it. ${agent} is reached in direct messages.`;
    case 'back':
      return `Backline is heard in ${from} again: what is written there is copied.`;
    case 'goes_on':
      return `${agent} agreed: what is written in ${from} is copied again.`;
  }
}

const capital = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

export interface ConsentFacts {
  /** `ESC-142` */
  name: string;
  from: string;
  link: string;
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
    blocks: [section(`${linked(link, from)} ${asks}`), ...actions([button('Copy this private thread', 'copy_thread_again', threadId)])],
  };
}

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);
