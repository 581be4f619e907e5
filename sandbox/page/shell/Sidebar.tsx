import { useGo } from '../data/go';
import type { Place } from '../data/route';
import { formatRoute } from '../data/route';
import type { Channel } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Avatar } from '../parts/Avatar';
import { Icon, type IconName } from '../parts/Icon';
import { Snoozed } from '../parts/Snoozed';
import { channelTitle, personName } from '../text/names';
import { pausedUntil } from '../text/pause';
import { TryThis } from './TryThis';

interface Props {
  place: Place | undefined;
  /** Above the lists, in a narrow window. */
  tools?: React.ReactNode;
}

export function Sidebar({ place, tools }: Props) {
  const { state } = useWorkspace();
  const { channels } = state;
  const named = channels.filter(({ kind }) => kind === 'public' || kind === 'private');
  const joined = named.filter(({ isMember, isArchived }) => isMember && !isArchived);
  const others = named.filter(({ isMember, isArchived }) => !isMember || isArchived);
  const direct = channels.filter((channel) => (channel.kind === 'im' || channel.kind === 'mpim') && channel.with !== state.app.botUserId);
  return (
    <div className="sidebar-inner">
      {tools}
      <nav aria-label="Channels and people" className="sidebar-lists">
        <ul aria-label="Directory">
          <li>
            <SideLink place={{ at: 'groups' }} current={place?.at === 'groups'} unread={false} label="User groups">
              <Icon name="people" size={16} />
              <span className="side-name">User groups</span>
            </SideLink>
          </li>
        </ul>
        <Section title="Channels" channels={joined} place={place} />
        {others.length > 0 && (
          <details className="sidebar-more">
            <summary>More channels</summary>
            <List label="More channels" channels={others} place={place} />
          </details>
        )}
        <Section title="Direct messages" channels={direct} place={place} />
        <h2 id="side-apps">Apps</h2>
        <ul aria-labelledby="side-apps">
          <AppLine place={place} />
        </ul>
      </nav>
      <TryThis />
    </div>
  );
}

function Section({ title, channels, place }: { title: string; channels: Channel[]; place: Place | undefined }) {
  if (channels.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <List label={title} channels={channels} place={place} />
    </>
  );
}

function List({ label, channels, place }: { label: string; channels: Channel[]; place: Place | undefined }) {
  return (
    <ul aria-label={label}>
      {channels.map((channel) => (
        <ChannelLine key={channel.id} channel={channel} current={place?.at === 'channel' && place.channel === channel.id} />
      ))}
    </ul>
  );
}

function ChannelLine({ channel, current }: { channel: Channel; current: boolean }) {
  const { state, person, me, now } = useWorkspace();
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const title = channelTitle(channel, state.people);
  const shown = direct ? title : channel.name;
  const unread = channel.unread > 0 && !current;
  return (
    <li>
      <SideLink
        place={{ at: 'channel', channel: channel.id }}
        current={current}
        unread={unread}
        label={linkLabel(channel, title, unread, pausedUntil(person(channel.with), now) !== null)}
      >
        {direct ? <Avatar person={person(channel.with)} name={title} size={20} /> : <Icon name={signOf(channel)} size={15} />}
        <span className="side-name">{shown}</span>
        <Snoozed person={person(channel.with)} />
        {channel.with === me.id && <span className="side-note">you</span>}
        {channel.isShared && <Icon name="link" size={13} />}
        {channel.isArchived && <span className="side-note">archived</span>}
        {unread && <Count of={channel.unread} />}
      </SideLink>
    </li>
  );
}

/** Drawn by the stylesheet: the link's name says it in words. */
function Count({ of }: { of: number }) {
  return <span className="count" data-count={of} />;
}

function signOf({ kind }: Channel): IconName {
  return kind === 'private' ? 'lock' : 'hash';
}

function linkLabel({ kind, isShared, unread: count }: Channel, title: string, unread: boolean, paused: boolean): string {
  const notes = [
    kind === 'private' && 'private',
    isShared && 'Slack Connect',
    paused && 'notifications paused',
    unread && `${count} unread`,
  ];
  return [title, ...notes.filter((note) => note !== false)].join(', ');
}

function AppLine({ place }: { place: Place | undefined }) {
  const { state, person } = useWorkspace();
  const { app, channels } = state;
  const unread = channels.find(({ kind, with: other }) => kind === 'im' && other === app.botUserId)?.unread ?? 0;
  const current = place?.at === 'home';
  return (
    <li>
      <SideLink
        place={{ at: 'home' }}
        current={current}
        unread={unread > 0 && !current}
        label={unread > 0 && !current ? `${app.name}, ${unread} unread` : app.name}
      >
        <Avatar person={person(app.botUserId)} name={app.name} size={20} />
        <span className="side-name">{personName(person(app.botUserId))}</span>
        {unread > 0 && !current && <Count of={unread} />}
      </SideLink>
    </li>
  );
}

interface LinkProps {
  place: Place;
  current: boolean;
  unread: boolean;
  label: string;
  children: React.ReactNode;
}

function SideLink({ place, current, unread, label, children }: LinkProps) {
  const { me } = useWorkspace();
  const go = useGo();
  return (
    <a
      href={formatRoute({ as: me.id, place })}
      className={`side-link ${unread ? 'is-unread' : ''}`}
      aria-label={label}
      {...(current && { 'aria-current': 'page' as const })}
      onClick={(event) => {
        event.preventDefault();
        go(place);
      }}
    >
      {children}
    </a>
  );
}
