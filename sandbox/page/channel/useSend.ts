import { useCallback } from 'react';
import type { Channel } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { builtInAct, parseCommand, type TypedCommand } from '../text/commands';
import { toWire } from '../text/compose';
import type { Attachment } from './useAttachments';

/** Sends what was typed. Answers with the sentence for the person when it was refused. */
export function useSend(channel: Channel, thread: string | undefined) {
  const { state, act, now, refresh } = useWorkspace();

  return useCallback(
    async (typed: string, files: readonly Attachment[], broadcast: boolean): Promise<string | undefined> => {
      const command = files.length === 0 ? parseCommand(typed) : null;
      if (command) return run(command);
      const text = toWire(typed.trim(), state);
      const { ok } = await act({
        do: 'post',
        channel: channel.id,
        text,
        ...(thread && { thread }),
        ...(thread && broadcast && { broadcast }),
        ...(files.length > 0 && { files: [...files] }),
      });
      return ok ? undefined : 'This was not sent.';

      async function run(typedCommand: TypedCommand): Promise<string | undefined> {
        const { command, text } = typedCommand;
        if (thread) return `${command} is not supported in threads. Use it in the channel.`;
        if (state.commands.some((known) => known.command === command)) {
          await act({ do: 'command', channel: channel.id, command, text });
          return undefined;
        }
        const builtIn = builtInAct(typedCommand, channel, state, now);
        if (typeof builtIn === 'string') return builtIn;
        if (!builtIn) return `${command} is not a valid command.`;
        const { ok } = await act(builtIn);
        await refresh();
        return ok ? undefined : `${command} did not work here.`;
      }
    },
    [state, act, now, refresh, channel, thread],
  );
}
