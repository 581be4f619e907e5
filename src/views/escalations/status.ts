import type { Message } from '../../delivery/words';
import type { CardFacts } from './facts';
import { headline, stateLine, story, whereLine } from './lines';
import { section } from './parts';

/** The same for the agent, in the agent's place: what became of their question. */
export function statusMessage(facts: CardFacts): Message {
  return { text: story(facts), blocks: [section(headline(facts)), section(`${whereLine(facts)}\n${stateLine(facts)}`)] };
}
