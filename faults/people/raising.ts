import type { MessageRef, SeenMessage } from '../../sandbox';
import { actByForm, type Case, openCase } from './case';
import type { Someone } from './someone';
import type { Story } from './story';
import type { Town } from './town';

/** The question is asked where agents talk, and then brought to the squad. */
export async function raise(town: Town, story: Story): Promise<Case | null> {
  const thread = story.origin === 'alone' ? null : await talkBefore(town, story);
  const one = openCase(town, story, thread);
  const form = { title: 'Escalate to a squad', answers: answersOf(story), open: () => openForm(one) };
  const { done, errors } = await actByForm(one, 'opened', one.agent, form, story.title);
  if (done !== 'done')
    town.chronicle.givenUp.push(`${story.agent} could not raise "${story.title}": ${done} ${JSON.stringify(errors ?? {})}`);
  return done === 'done' ? one : null;
}

async function talkBefore(town: Town, story: Story): Promise<MessageRef> {
  const channel = town.sandbox.channels.support as string;
  let root: MessageRef | null = null;
  for (const { by, text } of story.before) {
    const message: MessageRef = await town.someone(by).say(channel, text, root?.ts);
    town.chronicle.said.push({ title: story.title, ...message, by, token: tokenOf(text), copied: true });
    root ??= message;
  }
  if (!root) throw new Error('A thread begins with a message');
  return root;
}

export const tokenOf = (text: string): string => text.match(/«[^»]*»/)?.[0] ?? text;

const answersOf = ({ title, squad, severity }: Story) => ({
  Title: title,
  Squad: squad.name,
  Severity: severity,
  'What was tried': 'Reissued once, same result.',
  'Expected answer': 'May we refund the difference today?',
});

function openForm({ town, story, agent, thread }: Case) {
  const channel = town.sandbox.channels.support as string;
  if (thread && story.origin === 'shortcut') {
    const callbackId = town.sandbox.shortcuts.find(({ name }) => name === 'Escalate this thread')?.callbackId ?? '';
    return agent.act({ do: 'message_shortcut', callbackId, message: lastIn(agent, thread) });
  }
  const link = thread ? ` https://tallwick.slack.com/archives/${thread.channel}/p${thread.ts.replace('.', '')}` : '';
  return agent.act({ do: 'command', channel, command: '/escalate', text: `${story.title}${link}` });
}

/** A reply leads to its root. */
function lastIn(agent: Someone, thread: MessageRef): MessageRef {
  const last: SeenMessage | undefined = agent.find('«', thread.channel, thread.ts);
  return { channel: thread.channel, ts: last?.ts ?? thread.ts };
}
