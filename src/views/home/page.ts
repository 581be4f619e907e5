import type { ActionsBlock, HomeView, PlainTextOption } from '@slack/types';
import type { HomeChoices } from '../../domain/escalations/homes';
import { type ListPage, mostCounted, type NeedsYou, type PageKey } from '../../domain/escalations/lists';
import type { HomeRotation } from '../../domain/rotation/home';
import type { RotationNeed } from '../../domain/rotation/needs';
import { severityNames } from '../escalations/labels';
import { actions, type Blocks, button, context, header, moment, option, plainText, section, typed } from '../escalations/parts';
import { listed } from '../rotation/times';
import { rotationBlocks } from './rotation';
import { rotationNeedRow } from './rotation-needs';
import { answerRow, mineRow, pageRow, questionRow, queueRow, type RowFacts } from './rows';

export interface HomeFacts {
  choices: HomeChoices;
  isAdmin: boolean;
  /** Slack has told who this is. */
  isKnown: boolean;
  /** Guests and people of other companies read only why. */
  isMember: boolean;
  draft: { id: string } | null;
  needs: NeedsYou & { rotation: RotationNeed[] };
  onDuty: DutyLine[];
  /** `null`: another part is shown. */
  rotation: HomeRotation | null;
  now: Date;
  mine: ListPage;
  /** `null`: no squad is set up, or none that this person may see. */
  queue: { squad: { id: string; name: string; hasRotation: boolean }; page: ListPage | null; mayAct: boolean } | null;
  rows: RowFacts;
}

export interface DutyLine {
  squad: string;
  people: string[];
  /** When others take over, and who; `null`: not known, or nobody does. */
  next: { start: Date; people: string[] } | null;
}

/** App Home: what waits for you, who is on, yours, the squad's. */
export function homePage(facts: HomeFacts): HomeView {
  if (!facts.isKnown)
    return { type: 'home', blocks: [section('Slack did not answer just now. Your page comes up here in a moment: nothing is lost.')] };
  if (!facts.isMember)
    return {
      type: 'home',
      blocks: [
        section(
          'Backline brings customers’ questions to the squad that can answer them. Ask a colleague to escalate for you: guests and people of other companies cannot.',
        ),
      ],
    };
  return {
    type: 'home',
    callback_id: 'home',
    private_metadata: JSON.stringify(facts.choices),
    blocks: [...buttonBlocks(facts), ...needsBlocks(facts), ...dutyBlocks(facts), ...partBlocks(facts)],
  };
}

function partBlocks(facts: HomeFacts): Blocks {
  const { rotation, rows, now } = facts;
  return rotation ? rotationBlocks(rotation, rows.nameOf, now) : [...mineBlocks(facts), ...queueBlocks(facts)];
}

function buttonBlocks({ isAdmin, draft }: HomeFacts): Blocks {
  return actions(
    [
      button('New escalation', 'new_escalation', 'new', { style: 'primary' }),
      ...(draft ? [button('Continue your draft', 'continue_draft', draft.id)] : []),
      button('Escalations', 'show_escalations', 'escalations'),
      button('Rotation', 'show_rotation', 'rotation'),
      ...(isAdmin ? [button('Settings', 'open_settings', 'settings')] : []),
    ],
    'home_parts',
  );
}

/** Of each sort; one more than is shown tells that there are more. */
const mostShown = 5;

function needsBlocks({ needs, rows }: HomeFacts): Blocks {
  const { pages, questions, answers, rotation } = needs;
  const all = [
    pages.map((record) => pageRow(record, rows)),
    rotation.map((need, index) => rotationNeedRow(need, index, rows.nameOf, rows.address)),
    questions.map((record) => questionRow(record, rows)),
    answers.map(answerRow),
  ];
  const shown = all.flatMap((some) => some.slice(0, mostShown).flat());
  if (shown.length === 0) return [header('Needs you'), context('Nothing waits for you.')];
  const left = all.some((some) => some.length > mostShown);
  return [header('Needs you'), ...shown, ...(left ? [context('… and more: they come up here when these are done.')] : [])];
}

function dutyBlocks({ onDuty }: HomeFacts): Blocks {
  if (onDuty.length === 0) return [];
  return [header('On duty now'), section(onDuty.map(dutyText).join('\n'))];
}

function dutyText({ squad, people, next }: DutyLine): string {
  const on = people.length > 0 ? people.map(typed).join(', ') : 'nobody';
  const then = next ? ` · then ${listed(next.people.map(typed))}, from ${moment(next.start)}` : '';
  return `*${typed(squad)}*  ${on}${then}`;
}

function mineBlocks({ mine, rows }: HomeFacts): Blocks {
  const empty = mine.count === 0 ? [context('You have raised none that is open, and you own none.')] : [];
  return [
    header(`My escalations (${counted(mine.count)})`),
    ...empty,
    ...mine.rows.flatMap((record) => mineRow(record, rows)),
    ...pagerBlocks(mine, 'mine'),
  ];
}

function queueBlocks({ queue, choices, rows }: HomeFacts): Blocks {
  if (!queue) return [header('Squad queue'), context('No squad is set up yet. An admin can add the first one in Settings.')];
  const { page, mayAct } = queue;
  const filters = actions(filtersOf(queue.squad, choices), 'home_filters');
  if (!page) return [header('Squad queue'), ...filters, context(`Only people of ${typed(queue.squad.name)}’s channel see its queue.`)];

  const empty = page.count === 0 ? [context('Nothing here with these filters.')] : [];
  return [
    header(`Squad queue (${counted(page.count)})`),
    ...filters,
    ...(queue.squad.hasRotation
      ? []
      : [context(noRotation(queue.squad.name)), ...(queue.mayAct ? actions([button('New rotation', 'rota_new:queue', '')]) : [])]),
    ...empty,
    ...page.rows.flatMap((record) => queueRow(record, rows, mayAct)),
    ...pagerBlocks(page, 'queue'),
  ];
}

const noRotation = (squad: string) => `${typed(squad)} has no rotation yet: its people are asked in order, the same one first every time.`;

const states = { open: 'Open', claimed: 'Claimed', waiting: 'Waiting', resolved: 'Resolved', closed: 'Closed', all: 'All states' };
const severities = { ...severityNames, all: 'All severities' };
const sorts = { oldest: 'Oldest first', newest: 'Newest first' };

function filtersOf(squad: { id: string; name: string }, { state, severity, sort }: HomeChoices): ActionsBlock['elements'] {
  return [
    {
      type: 'external_select',
      action_id: 'home_squad',
      min_query_length: 0,
      placeholder: plainText('Squad'),
      initial_option: option(squad.name, squad.id),
    },
    select('home_state', 'State', states, state),
    select('home_severity', 'Severity', severities, severity),
    select('home_sort', 'Sort', sorts, sort),
  ];
}

function select(actionId: string, placeholder: string, names: Record<string, string>, chosen: string): ActionsBlock['elements'][number] {
  const options: PlainTextOption[] = Object.entries(names).map(([key, name]) => option(name, key));
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: plainText(placeholder),
    options,
    ...(initial && { initial_option: initial }),
  };
}

/** `1–10 of 37`, and the way on. */
function pagerBlocks({ rows, count, at, previous, next }: ListPage, part: 'mine' | 'queue'): Blocks {
  if (!previous && !next) return [];
  const way = (label: string, name: string, key: PageKey | null) =>
    key ? [button(label, `home_${name}:${part}`, JSON.stringify({ part, key }))] : [];
  return [
    context(`${at + 1}–${at + rows.length} of ${counted(count)}`),
    ...actions([...way('Previous', 'previous', previous), ...way('Next', 'next', next)], `home_pages_${part}`),
  ];
}

const counted = (count: number) => (count > mostCounted ? `${mostCounted.toLocaleString('en-US')}+` : String(count));
