import { useEffect } from 'react';
import { ChangesProvider } from './data/changes';
import { fetchState } from './data/http';
import { useFetched } from './data/useFetched';
import { useRoute } from './data/useRoute';
import { WorkspaceProvider } from './data/workspace';
import { AnnouncerProvider } from './parts/Announcer';
import { ConfirmProvider } from './parts/Confirm';
import { ToastsProvider } from './parts/Toasts';
import { Shell } from './shell/Shell';

export function App() {
  const [route, go] = useRoute();
  return (
    <AnnouncerProvider>
      <ToastsProvider>
        <ConfirmProvider>
          {route.as ? (
            <ChangesProvider key={route.as} as={route.as}>
              <WorkspaceProvider as={route.as} waiting={(problem) => <Waiting problem={problem} />}>
                <Shell route={route} go={go} />
              </WorkspaceProvider>
            </ChangesProvider>
          ) : (
            <Entrance onEnter={(as) => go({ as })} />
          )}
        </ConfirmProvider>
      </ToastsProvider>
    </AnnouncerProvider>
  );
}

/** Without a person in the address the sandbox says who comes first. */
function Entrance({ onEnter }: { onEnter: (as: string) => void }) {
  const { value, problem } = useFetched('entrance', () => fetchState(undefined));
  useEffect(() => {
    if (value) onEnter(value.as);
  }, [value, onEnter]);
  return <Waiting problem={problem} />;
}

function Waiting({ problem }: { problem: string | undefined }) {
  return (
    <main className="waiting">
      {problem ? (
        <>
          <h1>The workspace did not open</h1>
          <p role="alert">{problem}</p>
          <button type="button" className="button is-primary" onClick={startOver}>
            Start over
          </button>
        </>
      ) : (
        <p role="status">Opening the workspace…</p>
      )}
    </main>
  );
}

function startOver(): void {
  location.hash = '#/';
  location.reload();
}
