import type { Button, ConfirmationDialog, KnownBlock } from '@slack/types';
import type { RotationCard } from '../../domain/rotation/card';
import type { WeekOverview } from '../../domain/rotation/company/now';
import type { NameOf } from '../escalations/facts';
import { actions, button, context, plainText, section, typed } from '../settings/parts';
import { findingInShort } from './findings';
import { cityOf, forYou, listed, wall } from './times';

/** Who is on in a rotation now, and what one may do about it. */
export function cardBlocks(card: RotationCard, asker: string, nameOf: NameOf, group: string | null): KnownBlock[] {
  const { rotation, rights } = card;
  if (!rights.see) return [section(onlyForMembers)];
  const head = section(`*${typed(rotation.name)} · on now*`);
  const body = card.weeks ? sittingLines(card.weeks, card.zone, nameOf) : turnLines(card, nameOf);
  return [head, ...body, ...stateLine(card, nameOf, group), ...actions(buttons(card, asker, nameOf), `rota_${rotation.id}`)];
}

export const onlyForMembers = 'Only for people of this workspace.';

function turnLines(card: RotationCard, nameOf: NameOf): KnownBlock[] {
  const { on, under, next, zone, layers, fallback } = card;
  const line = ({ user, layer, until }: RotationCard['on'][0]) =>
    [`*${typed(nameOf(user))}*`, until && `until ${forYou(until, zone)}`, layers > 1 && typed(layer)].filter(Boolean).join('   ');
  const nobody =
    fallback.length > 0 ? `Nobody is on now. Ask ${listed(fallback.map((user) => typed(nameOf(user))))}.` : 'Nobody is on now.';
  const now = on.length > 0 ? [...on, ...under].map(line).join('\n') : nobody;
  const then = next
    ? `Next: ${listed(next.on.map((user) => typed(nameOf(user))))}, from ${forYou(next.start, zone)}`
    : 'Next: nobody is planned yet.';
  return [section(`${now}\n${then}`)];
}

function sittingLines({ current, next }: { current: WeekOverview; next: WeekOverview }, zone: string, nameOf: NameOf): KnownBlock[] {
  const rows = current.sittings.slice(0, 20).map(({ userId, start }) => `${wall(start, zone)}   ${typed(nameOf(userId))}`);
  const more = current.sittings.length > 20 ? [`… ${current.sittings.length - 20} more in the calendar feed`] : [];
  const week = rows.length > 0 ? [`This week, ${cityOf(zone)}:`, ...rows, ...more].join('\n') : 'Nobody sits this week.';
  return [section(`${week}\nNext week: ${next.seated} of ${next.due} seated.`)];
}

function stateLine({ findings, rotation, zone }: RotationCard, nameOf: NameOf, group: string | null): KnownBlock[] {
  const [first] = findings;
  const found =
    first &&
    `${findings.length === 1 ? '1 finding' : `${findings.length} findings`}: ${findingInShort(first, { nameOf, rotation: rotation.name, zone })}`;
  const text = [group, found].filter(Boolean).join(' · ');
  return text ? [context(text)] : [];
}

function buttons(card: RotationCard, asker: string, nameOf: NameOf): Button[] {
  const { rotation, rights, on, zone } = card;
  const { id } = rotation;
  const isTurns = rotation.kind === 'turns';
  const [first] = on;
  const mayTakeOver = isTurns && rights.serve && first && !on.some(({ user }) => user === asker);
  return [
    ...(mayTakeOver ? [button('Take over', 'rota_take_over', `${id}:${first.user}`, { confirm: takeOver(first, nameOf, zone) })] : []),
    ...(rights.serve || rights.lead ? [button('Swap', 'rota_swap_open', `rotation:${id}`), button('Away', 'rota_away_open', id)] : []),
    button('Preview', 'rota_preview', id),
    ...(isTurns ? [button('Why?', 'rota_why', id)] : []),
    ...(rights.lead && isTurns ? [button('Change who is on', 'rota_change', id)] : []),
    ...(rights.lead ? [button('Edit', 'rota_edit', id)] : []),
  ];
}

function takeOver({ user, until }: RotationCard['on'][0], nameOf: NameOf, zone: string): ConfirmationDialog {
  const end = until ? ` until ${wall(until, zone)}` : '';
  return {
    title: plainText('Take over?', 100),
    text: plainText(`You take over from ${nameOf(user)}${end}.`, 300),
    confirm: plainText('Take over', 30),
    deny: plainText('Cancel', 30),
  };
}
