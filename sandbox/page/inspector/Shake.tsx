import { changeWorkspace, SandboxError, shake } from '../data/http';
import type { Fault, WorkspaceState } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Menu } from '../parts/Menu';
import { useToasts } from '../parts/Toasts';

type Trouble = { id: string; label: string; said: string; body: Parameters<typeof shake>[0] };

const TROUBLES: readonly Trouble[] = [
  fault('limit', 'Rate-limit the next post', 'The next post is answered 429, to be retried after 5 s.', {
    method: 'chat.postMessage',
    what: { kind: 'rate_limit', retryAfterSeconds: 5 },
  }),
  fault('before', 'Fail the next call with 500', 'The next call is answered 500, and nothing is done.', {
    what: { kind: 'http', status: 500 },
  }),
  fault('after', 'Do the next post, but answer 500', 'The next post happens, and is answered 500 all the same.', {
    method: 'chat.postMessage',
    when: 'after',
    what: { kind: 'http', status: 500 },
  }),
  fault('hang', 'Let the next call hang for 5 s', 'The next call is answered after 5 s.', { what: { kind: 'hang', ms: 5000 } }),
  { id: 'drop', label: 'Drop the sockets', said: 'All sockets are dropped. The app connects again.', body: { drop: {} } },
  { id: 'clear', label: 'No more faults', said: 'No faults are waiting.', body: { clear: true } },
];

function fault(id: string, label: string, said: string, what: Fault): Trouble {
  return { id, label, said, body: { fault: what } };
}

/** Trouble on demand: what Slack does to an app on a bad day, and what a workspace may be like. */
export function Shake() {
  const { state } = useWorkspace();
  const { say } = useToasts();
  const choices = [...TROUBLES.map((one) => ({ ...one, run: () => shake(one.body) })), ...settings(state.team)];
  const choose = async (id: string) => {
    const choice = choices.find((one) => one.id === id);
    if (!choice) return;
    try {
      await choice.run();
      say(choice.said);
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      say(error.message);
    }
  };
  return (
    <Menu
      label="Faults"
      align="end"
      items={choices.map(({ id, label }) => ({ id, label, startsGroup: id === 'drop' || id === 'plan' }))}
      onChoose={(id) => void choose(id)}
      trigger={({ ref, ...props }) => (
        <button ref={ref} {...props} type="button" className="button">
          Faults
        </button>
      )}
    />
  );
}

/** What a workspace may allow or not: each turns what it is now. */
function settings({ isFree, groupsForAdmins }: WorkspaceState['team']) {
  return [
    {
      id: 'plan',
      label: isFree ? 'Back to a paid plan' : 'Free plan: no user groups',
      said: isFree ? 'The workspace has user groups again.' : 'The workspace is on the free plan: it has no user groups.',
      run: () => changeWorkspace({ free: !isFree }),
    },
    {
      id: 'admins',
      label: groupsForAdmins ? 'Everybody may change user groups' : 'Only admins change user groups',
      said: groupsForAdmins ? 'Everybody but guests may change user groups.' : 'Only admins may change user groups, so no app may.',
      run: () => changeWorkspace({ groupsForAdmins: !groupsForAdmins }),
    },
  ];
}
