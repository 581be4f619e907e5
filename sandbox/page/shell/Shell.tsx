import { useCallback, useEffect, useState } from 'react';
import { ChannelPane } from '../channel/ChannelPane';
import { ThreadPane } from '../channel/ThreadPane';
import { useOnline } from '../data/changes';
import { GoContext } from '../data/go';
import type { Place, Route } from '../data/route';
import { useMedia, useTheme } from '../data/useTheme';
import type { Channel, WorkspaceState } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { GroupPane } from '../groups/GroupPane';
import { GroupsPage } from '../groups/GroupsPage';
import { AppHome } from '../home/AppHome';
import { Inspector } from '../inspector/Inspector';
import { ModalStack } from '../modal/ModalStack';
import { channelTitle } from '../text/names';
import { Drawer } from './Drawer';
import { Sidebar } from './Sidebar';
import { Tools } from './Tools';
import { TopBar } from './TopBar';

interface Props {
  route: Route;
  go: (route: Route) => void;
}

export function Shell({ route, go }: Props) {
  const { state, me, channel } = useWorkspace();
  const [theme, toggleTheme] = useTheme();
  const [inspecting, setInspecting] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const narrow = useMedia('(max-width: 640px)');
  const online = useOnline();

  const place = route.place ?? firstPlace(state.channels);
  const goTo = useCallback(
    (next: Place) => {
      setDrawer(false);
      go({ as: me.id, place: next });
    },
    [go, me.id],
  );
  const open = place?.at === 'channel' ? channel(place.channel) : undefined;
  const group = place?.at === 'groups' ? state.groups.find(({ id }) => id === place.group) : undefined;
  useTitle(titleOf(place, state, open));

  const tools = {
    theme,
    onTheme: toggleTheme,
    inspecting,
    onInspect: () => {
      setDrawer(false);
      setInspecting(!inspecting);
    },
    onActAs: (as: string) => {
      setDrawer(false);
      go({ as });
    },
  };
  const sidebar = <Sidebar place={place} tools={narrow && <Tools {...tools} />} />;
  return (
    <GoContext value={goTo}>
      <div className={`shell ${inspecting ? 'is-inspecting' : ''}`}>
        <TopBar {...tools} narrow={narrow} drawerOpen={drawer} onDrawer={() => setDrawer(!drawer)} />
        {!online && (
          <p className="offline" role="status">
            The sandbox does not answer. This page goes on as soon as it is back.
          </p>
        )}
        <div className="columns">
          {!narrow && <div className="sidebar">{sidebar}</div>}
          <main className="main" aria-label={place?.at === 'channel' ? 'Conversation' : titleOf(place, state, open)}>
            <Main place={place} open={open} />
          </main>
          {open && place?.at === 'channel' && place.thread && (
            <ThreadPane key={`${open.id} ${place.thread}`} channel={open} thread={place.thread} message={place.message} />
          )}
          {group && !state.team.isFree && <GroupPane key={group.id} group={group} />}
        </div>
        {inspecting && <Inspector onClose={() => setInspecting(false)} />}
        {narrow && drawer && <Drawer onClose={() => setDrawer(false)}>{sidebar}</Drawer>}
        <ModalStack />
      </div>
    </GoContext>
  );
}

function Main({ place, open }: { place: Place | undefined; open: Channel | undefined }) {
  if (place?.at === 'home') return <AppHome />;
  if (place?.at === 'groups') return <GroupsPage chosen={place.group} />;
  if (!open) return <p className="loading">This person cannot see that channel. Choose one at the side.</p>;
  const message = place?.at === 'channel' && !place.thread ? place.message : undefined;
  return <ChannelPane key={open.id} channel={open} message={message} />;
}

function titleOf(place: Place | undefined, { app, people }: WorkspaceState, open: Channel | undefined): string | undefined {
  if (place?.at === 'home') return app.name;
  return place?.at === 'groups' ? 'User groups' : open && channelTitle(open, people);
}

function firstPlace(channels: readonly Channel[]): Place | undefined {
  const mine = channels.filter(({ isMember, isArchived, kind }) => isMember && !isArchived && kind !== 'im');
  const first = mine.find(({ name }) => name === 'support') ?? mine[0];
  return first && { at: 'channel', channel: first.id };
}

function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Sandbox — not Slack` : 'Sandbox — not Slack';
  }, [title]);
}
