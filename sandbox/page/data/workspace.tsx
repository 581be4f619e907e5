import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { useToasts } from '../parts/Toasts';
import { useChange } from './changes';
import { fetchState, postAct, SandboxError } from './http';
import { problemWords } from './problems';
import { useFetched } from './useFetched';
import { useNow } from './useNow';
import type { Act, ActResult, Channel, Person, WorkspaceState } from './wire';

export interface Workspace {
  state: WorkspaceState;
  me: Person;
  /** The world's now, to the half minute: enough for "Today" and "3 minutes ago". */
  now: Date;
  person(id: string | undefined): Person | undefined;
  channel(id: string | undefined): Channel | undefined;
  /** Does something as the acting person. Problems are shown; the answer says whether it went well. */
  act(act: Act): Promise<ActResult>;
  refresh(): Promise<void>;
}

const WorkspaceContext = createContext<Workspace | null>(null);

interface Props {
  as: string;
  children: ReactNode;
  /** Shown until the first answer. */
  waiting: (problem: string | undefined) => ReactNode;
}

/** Everything about the workspace but messages and traffic, as the acting person sees it. */
export function WorkspaceProvider({ as, children, waiting }: Props) {
  const { value: state, problem, refresh } = useFetched(as, () => fetchState(as));
  useChange(({ what }) => {
    if (what === 'state' || what === 'modals' || what === 'home') void refresh();
  });
  if (!state) return waiting(problem);
  return (
    <Loaded key={as} as={as} state={state} refresh={refresh}>
      {children}
    </Loaded>
  );
}

function Loaded({
  as,
  state,
  refresh,
  children,
}: {
  as: string;
  state: WorkspaceState;
  refresh: () => Promise<void>;
  children: ReactNode;
}) {
  const { say } = useToasts();
  const now = useNow(state.now, 30_000);
  const people = useMemo(() => new Map(state.people.map((person) => [person.id, person])), [state.people]);
  const channels = useMemo(() => new Map(state.channels.map((channel) => [channel.id, channel])), [state.channels]);
  const appName = state.app.name;

  useChange((change) => {
    if (change.what === 'toast') say(change.text);
  });

  const act = useCallback(
    async (what: Act): Promise<ActResult> => {
      const result = await postAct(as, what).catch((error: unknown): ActResult => {
        if (!(error instanceof SandboxError)) throw error;
        return { ok: false, problem: error.message };
      });
      if (!result.ok && result.problem && !result.errors && !isLate(what, result.problem)) say(problemWords(result.problem, appName));
      return result;
    },
    [as, say, appName],
  );

  const workspace = useMemo<Workspace>(
    () => ({
      state,
      me: people.get(as) ?? stranger(as),
      now,
      person: (id) => (id ? people.get(id) : undefined),
      channel: (id) => (id ? channels.get(id) : undefined),
      act,
      refresh,
    }),
    [state, people, channels, as, now, act, refresh],
  );
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

/** Typed into a field that the app has taken away meanwhile: nothing the person could do about it. */
function isLate({ do: kind }: Act, problem: string): boolean {
  return kind === 'input' && (problem === 'no_such_element' || problem === 'view_not_found');
}

/** Keeps the page standing when the address names somebody who left this world (after a reset, say). */
function stranger(id: string): Person {
  return {
    id,
    name: id,
    realName: id,
    tz: 'UTC',
    isBot: false,
    isGuest: false,
    isStranger: false,
    deleted: true,
    isAdmin: false,
  };
}

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('WorkspaceProvider is missing');
  return workspace;
}
