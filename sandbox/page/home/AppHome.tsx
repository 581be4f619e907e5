import { useEffect, useState } from 'react';
import { Blocks } from '../blocks/Blocks';
import { SurfaceProvider } from '../blocks/surface';
import { ChannelPane } from '../channel/ChannelPane';
import { useWorkspace } from '../data/workspace';
import { Avatar } from '../parts/Avatar';
import { Tabs } from '../parts/Tabs';

type Tab = 'home' | 'messages';

const TABS: readonly { id: Tab; label: string }[] = [
  { id: 'home', label: 'Home' },
  { id: 'messages', label: 'Messages' },
];

const WHERE = { in: 'home' } as const;

/** Apps → Backline: the Home tab that the app draws, and the direct messages with it. */
export function AppHome() {
  const { state, person } = useWorkspace();
  const [tab, setTab] = useState<Tab>('home');
  const dm = state.channels.find(({ kind, with: other }) => kind === 'im' && other === state.app.botUserId);
  return (
    <div className="pane">
      <header className="pane-head is-home">
        <h1 className="pane-title">
          <Avatar person={person(state.app.botUserId)} name={state.app.name} size={24} />
          <span>{state.app.name}</span>
        </h1>
        <span className="app-tag">App</span>
        {!state.app.connected && <span className="badge is-warning">Not connected</span>}
      </header>
      <Tabs label={state.app.name} tabs={TABS} chosen={tab} onChoose={setTab}>
        {tab === 'home' ? <HomeTab /> : <MessagesTab dm={dm?.id} />}
      </Tabs>
    </div>
  );
}

function HomeTab() {
  const { state, act, me, refresh } = useWorkspace();
  const { home } = state;
  const { connected } = state.app;
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once for a person, and again when the app has come back (after Reset)
  useEffect(() => {
    if (connected) void act({ do: 'open_home' }).then(refresh);
  }, [me.id, connected]);

  if (!home)
    return (
      <p className="loading">
        {state.app.connected
          ? `Waiting for ${state.app.name} to draw this page…`
          : `${state.app.name} is not connected, so this page is empty.`}
      </p>
    );
  return (
    <div className="home">
      <div className="home-inner">
        <SurfaceProvider key={home.id} where={WHERE} values={home.state.values}>
          <Blocks blocks={home.blocks} />
        </SurfaceProvider>
      </div>
    </div>
  );
}

function MessagesTab({ dm }: { dm: string | undefined }) {
  const { state, act, me, channel, refresh } = useWorkspace();
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening is what happens once for a person
  useEffect(() => {
    void act({ do: 'open_dm' }).then(refresh);
  }, [me.id]);
  const found = channel(dm);
  if (!found) return <p className="loading">Opening your messages with {state.app.name}…</p>;
  return <ChannelPane key={found.id} channel={found} withHeader={false} />;
}
