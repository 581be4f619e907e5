import type { ActionsBlockElement, KnownBlock, ModalView } from '@slack/types';
import type { MemberForm } from '../../domain/rotation/forms/form';
import type { NameOf } from '../escalations/facts';
import { actions, button, context, field, modal, option, paging, peopleInput, plainText, section, typed } from '../settings/parts';

export interface MembersFacts {
  draftId: string;
  rotationId: string;
  members: MemberForm[];
  nameOf: NameOf;
  regionOf: (code: string) => string;
  page: number;
  /** Counts drawings: whom `Add people` has added stands in the list. */
  drawn: number;
}

export const membersPerPage = 20;

/** `Members`: in order, with what each of them can be told apart by. */
export function membersView({ draftId, rotationId, members, nameOf, regionOf, page, drawn }: MembersFacts): ModalView {
  const items = members.slice(page * membersPerPage, (page + 1) * membersPerPage);
  return modal({
    id: 'rota_members_form',
    title: 'Members',
    submit: 'Save',
    close: 'Back',
    metadata: { draft: draftId, rotation: rotationId, page, drawn },
    blocks: [
      field('add', 'Add people', peopleInput(`rota_member_add:${drawn}`, []), { optional: true, dispatch: true }),
      context('Whoever ends serves until the end of that day. Another order goes on from the next handoff.'),
      ...items.flatMap((member, index) =>
        memberBlocks(member, { place: page * membersPerPage + index, of: members.length }, nameOf, regionOf),
      ),
      ...paging('rota_members_page', { items, page, size: membersPerPage, total: members.length, words: '' }),
    ],
  });
}

function memberBlocks(
  { userId, hasBegun, starts, ends, region }: MemberForm,
  { place, of }: { place: number; of: number },
  nameOf: NameOf,
  regionOf: (code: string) => string,
): KnownBlock[] {
  const picker = (what: 'starts' | 'ends', label: string, date: string | null): ActionsBlockElement => ({
    type: 'datepicker',
    action_id: `rota_member_${what}:${userId}`,
    placeholder: plainText(label, 150),
    ...(date && { initial_date: date }),
  });
  const elements: ActionsBlockElement[] = [
    ...(hasBegun ? [] : [picker('starts', 'Starts', starts)]),
    picker('ends', 'Ends', ends),
    {
      type: 'external_select',
      action_id: `rota_region:${userId}`,
      placeholder: plainText('Region', 150),
      min_query_length: 0,
      ...(region && { initial_option: option(regionOf(region), region) }),
    },
    ...(place > 0 ? [button('Move up', `rota_member_up:${userId}`, userId)] : []),
    ...(place < of - 1 ? [button('Move down', `rota_member_down:${userId}`, userId)] : []),
    ...(of > 1 ? [button('Remove', `rota_member_remove:${userId}`, userId)] : []),
  ];
  const span = [starts && `from ${starts}`, ends && `until ${ends}`].filter(Boolean).join(' ');
  return [section(`*${place + 1}. ${typed(nameOf(userId))}*${span ? `   ${span}` : ''}`), ...actions(elements, `member_${userId}`)];
}
