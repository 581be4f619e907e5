import type { Channel, PageMessage } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { emojiCharacter } from '../text/emoji';
import { personName } from '../text/names';
import { EmojiPicker } from './EmojiPicker';

export function Reactions({ message, channel }: { message: PageMessage; channel: Channel }) {
  const { me, person, act } = useWorkspace();
  const react = (name: string, remove: boolean) =>
    void act({ do: 'react', message: { channel: channel.id, ts: message.ts }, name, remove });
  return (
    <div className="reactions">
      {message.reactions?.map(({ name, users, count }) => {
        const mine = users.includes(me.id);
        const who = users.map((id) => personName(person(id))).join(', ');
        return (
          <button
            key={name}
            type="button"
            className="reaction"
            aria-pressed={mine}
            aria-label={`${name.replaceAll('_', ' ')}, ${count}: ${who}`}
            title={`${who} reacted with :${name}:`}
            onClick={() => react(name, mine)}
          >
            <span className="emoji">{emojiCharacter(name) ?? `:${name}:`}</span>
            <span>{count}</span>
          </button>
        );
      })}
      <EmojiPicker label="Add reaction" className="reaction is-add" onPick={(name) => react(name, false)} />
    </div>
  );
}
