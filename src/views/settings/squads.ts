import type { KnownBlock, ModalView } from '@slack/types';
import type { Squad } from '../../domain/squads/rules';
import {
  actions,
  button,
  context,
  field,
  findInput,
  isSearched,
  type ListPlace,
  lines,
  modal,
  notice,
  type Page,
  paging,
  peopleInput,
  plainText,
  section,
  textInput,
  tick,
  typed,
  zoneInput,
} from './parts';

export const squadsPerPage = 15;

/** A squad with the names that its row shows. */
export interface SquadRow {
  squad: Squad;
  /** `#billing-squad` */
  channel: string;
  manager: string | null;
}

export function squadsView(page: Page<SquadRow>, said?: string): ModalView {
  const { items, words } = page;
  return modal({
    id: 'settings_squads',
    title: 'Squads',
    metadata: { page: page.page, words },
    ...(isSearched(page) && { submit: 'Find', close: 'Back' }),
    blocks: [
      ...notice(said),
      ...actions([button('Add a squad', 'add_squad', 'list', { style: 'primary' })], 'add'),
      ...(isSearched(page) ? [findInput('find_squad', page)] : []),
      ...(items.length === 0
        ? [section(words ? `No squad is called “${typed(words)}”.` : 'No squad yet. A name and a channel are enough.')]
        : []),
      ...items.flatMap(squadRow),
      ...paging('squads_page', page),
    ],
  });
}

function squadRow({ squad, channel, manager }: SquadRow): KnownBlock[] {
  const { id, name, members, pms, keywords } = squad;
  const people = members.length === 0 ? 'everybody in the channel' : `${members.length} ${members.length === 1 ? 'member' : 'members'}`;
  const details = [
    people,
    pms.length > 0 && `${pms.length} PM${pms.length === 1 ? '' : 's'}`,
    manager && `manager ${manager}`,
    keywords.length > 0 && `${keywords.length} keywords`,
  ];
  return [
    section(lines(`*${typed(name)}* · ${typed(channel)}`, typed(details.filter(Boolean).join(' · ')))),
    ...actions([button('Edit', `edit_squad:${id}`, id), removeButton(id, name)], `squad_${id}`),
  ];
}

const removeButton = (id: string, name: string) =>
  button('Remove', `remove_squad:${id}`, id, {
    confirm: {
      title: plainText(`Remove ${name}?`, 100),
      text: plainText('It gets no more escalations. What it solved stays to be found.', 300),
      confirm: plainText('Remove', 30),
      deny: plainText('Keep', 30),
      style: 'danger',
    },
  });

/** `Squad`: a new one, or one to change. */
export function squadForm(squad: Squad | null, { zone }: { zone: string }, list: ListPlace | null): ModalView {
  return modal({
    id: 'squad_form',
    title: 'Squad',
    submit: 'Save',
    metadata: { squadId: squad?.id ?? null, list },
    blocks: [
      field('name', 'Name', textInput('squad_name', { value: squad?.name, most: 75, placeholder: 'Billing' })),
      field('channel', 'Channel', channelInput('squad_channel', squad?.channelId ?? null, ['public', 'private']), {
        hint: 'Where its escalations are shown. Backline joins a public one by itself.',
      }),
      field('pms', 'PMs', peopleInput('squad_pms', squad?.pms ?? []), { optional: true }),
      field(
        'keywords',
        'Keywords',
        textInput('squad_keywords', { value: squad?.keywords.join(', '), most: 3_000, placeholder: 'invoice, vat, refund' }),
        {
          optional: true,
          hint: 'With commas. A question with one of these words is suggested to this squad.',
        },
      ),
      field('members', 'Members', peopleInput('squad_members', squad?.members ?? []), {
        optional: true,
        hint: 'Empty: everybody in the channel. They are asked in this order.',
      }),
      field(
        'manager',
        'Manager',
        { type: 'users_select', action_id: 'squad_manager', ...(squad?.manager && { initial_user: squad.manager }) },
        { optional: true },
      ),
      field('restrictedChannel', 'Restricted channel', channelInput('squad_restricted', squad?.restrictedChannelId ?? null, ['private']), {
        optional: true,
        hint: 'A private channel for what not everybody may read.',
      }),
      field(
        'oneWayThreads',
        'One-way threads',
        tick('squad_one_way', 'What the squad writes stays there until it is sent', squad?.oneWayThreads ?? false),
        { optional: true },
      ),
      field('zone', 'Zone', zoneInput('squad_zone', squad?.zone ?? null, `As the workspace: ${zone}`), { optional: true }),
      field('weeklyDigest', 'Weekly digest', tick('squad_digest', 'Post it in the channel', squad?.weeklyDigest ?? true), {
        optional: true,
      }),
    ],
  });
}

export interface Readiness {
  name: string;
  /** `#billing-squad` */
  channel: string;
  /** Who is asked first; while Slack is asked who is in the channel, nobody knows. */
  first: 'looking' | { name: string | null };
  /** Members are named; else everybody in the channel is asked, by name. */
  chosen: boolean;
}

/** After `Save`, when there is no list to go back to. */
export function squadSavedView(ready: Readiness): ModalView {
  const { name, channel } = ready;
  return modal({
    id: 'squad_saved',
    title: 'Squad',
    blocks: [section(`*${typed(name)}* is ready. Its escalations are shown in ${typed(channel)}.`), context(nextStep(ready))],
  });
}

function nextStep({ channel, first, chosen }: Readiness): string {
  if (first === 'looking') return `Looking who is in ${typed(channel)} …`;
  if (first.name === null) return `Nobody is there yet who could be asked: invite the squad’s people to ${typed(channel)}.`;
  const asked = chosen ? 'is asked first.' : 'is asked first, by the alphabet: name members in Settings to choose.';
  return `${typed(first.name)} ${asked} Anybody can now type \`/escalate\`, or choose \`Escalate this thread\` in the menu of a message.`;
}

function channelInput(actionId: string, channelId: string | null, include: ('public' | 'private')[]) {
  return {
    type: 'conversations_select' as const,
    action_id: actionId,
    filter: { include: include as ['public', 'private'], exclude_bot_users: true },
    ...(channelId && { initial_conversation: channelId }),
  };
}
