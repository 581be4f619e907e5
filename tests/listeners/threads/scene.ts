import type { MessageRef, SeenMessage } from '../../../sandbox';
import type { Answer } from '../../../sandbox/person/answers';
import { startTeam, type Team, type TeamOptions } from '../../support/team';

export interface SceneOptions extends TeamOptions {
  /** Where Ana asks; default #support. */
  channel?: (team: Team) => Promise<string> | string;
  /** Replies before it is escalated. */
  before?: string[];
  answers?: Record<string, Answer>;
}

const teams: Team[] = [];

/** Ends every scene that was started, also one that came to nothing. */
export async function stopScenes(): Promise<void> {
  for (const team of teams.splice(0)) await team.stop();
}

/** Ana's question in a channel, its escalation to Billing, and the card. */
export class Scene {
  private constructor(
    readonly team: Team,
    readonly root: MessageRef,
    readonly card: MessageRef,
  ) {}

  static async start({
    channel = ({ sandbox }) => sandbox.channels.support ?? '',
    before,
    answers,
    ...options
  }: SceneOptions = {}): Promise<Scene> {
    const team = await startTeam(options);
    teams.push(team);
    const root = await ask(team, await channel(team), before);
    return new Scene(team, root, await escalate(team, root, answers));
  }

  /** What is said from now on is what `copiesIn…` tell. */
  mark(): void {
    this.since =
      [...this.squadThread(), ...this.originThread()]
        .map(({ ts }) => ts)
        .sort()
        .at(-1) ?? '';
  }

  private since = '';

  as(key: string) {
    return this.team.as(key);
  }

  /** What Bo reads under the card. */
  squadThread(): SeenMessage[] {
    return this.team.sandbox.messages(this.as('bo').id, this.card.channel, this.card.ts).slice(1);
  }

  /** What Ana reads under her question. */
  originThread(): SeenMessage[] {
    return this.team.sandbox.messages(this.as('ana').id, this.root.channel, this.root.ts).slice(1);
  }

  /** Copies only: the author they carry, and the words. */
  copiesInSquad = () => copiesIn(this.squadThread().filter(({ ts }) => ts > this.since));
  copiesInOrigin = () => copiesIn(this.originThread().filter(({ ts }) => ts > this.since));

  /** What Backline itself said in the origin thread. */
  saidInOrigin = () => this.originThread().filter(({ bot_id }) => bot_id === this.team.sandbox.app.botId);

  /** All that stands in Ana's direct messages with Backline. */
  direct(): SeenMessage[] {
    const ana = this.as('ana').id;
    const channel = this.team.sandbox.dm(ana);
    return this.team.sandbox.messages(ana, channel).flatMap((top) => this.team.sandbox.messages(ana, channel, top.ts));
  }
}

async function ask(team: Team, channel: string, replies: string[] = []): Promise<MessageRef> {
  const ana = team.as('ana');
  const root = await ana.post(channel, 'The invoice shows VAT twice');
  for (const text of replies) await ana.reply(root, text);
  await team.settled();
  return root;
}

/** Ana escalates the thread of a message to Billing; answers the card. */
export async function escalate(team: Team, message: MessageRef, answers: Record<string, Answer> = {}): Promise<MessageRef> {
  const ana = team.as('ana');
  await ana.shortcut('Escalate this thread', message);
  await team.settled();
  await ana.fill({ Squad: 'Billing', 'What was tried': 'Reissued it once', 'Expected answer': 'May we refund it?' });
  await team.settled();
  await ana.fill(answers);
  await ana.submit();
  await team.settled();
  await ana.close();
  return team.as('bo').find(/ESC-\d+/, { channel: team.sandbox.channels['billing-squad'] ?? '' });
}

const copiesIn = (messages: SeenMessage[]): string[] =>
  messages.filter(({ username }) => username?.includes(' via ')).map(({ username, blocks }) => `${username}: ${shown(blocks)}`);

/** The words of sections and contexts. */
const shown = (blocks: unknown[] = []): string =>
  (blocks as { text?: { text: string }; elements?: { text: string }[] }[])
    .map(({ text, elements }) => text?.text ?? elements?.map((element) => element.text).join(' '))
    .join(' ');
