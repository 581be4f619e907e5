import type { SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../deps';
import { firstChoices, type HomeChoices, showHome } from '../domain/escalations/homes';
import { firstPage, type PageKey } from '../domain/escalations/lists';
import { searchSquads } from '../domain/squads/store';
import { EscalationState, Severity } from '../generated/sqlite/enums';
import { noticeModal } from '../views/escalations/modals';
import { option } from '../views/escalations/parts';
import { type Press, readPress, type SeenView } from './escalations/bodies';
import { type Action, decided, detailsView, pressedOn } from './escalations/deeds';
import { homeDesk } from './escalations/homes';
import { openView } from './escalations/open-view';
import type { EventHandler, Handlers } from './registry';

const Opened = z.looseObject({ user: z.string(), tab: z.string().optional() });

const Key = z.object({ from: z.number().nullable(), back: z.boolean(), at: z.number() });
const Choices = z.object({
  part: z.enum(['escalations', 'rotation']).default('escalations'),
  squadId: z.string().nullable(),
  state: z.enum([...Object.values(EscalationState), 'all']),
  severity: z.enum([...Object.values(Severity), 'all']),
  sort: z.enum(['newest', 'oldest']),
  queue: Key,
  mine: Key,
});

/** App Home: drawn when it is opened, when a filter is chosen, and when something on it has changed. */
export function homeHandlers(deps: Deps): Handlers {
  const chosen = (key: 'squadId' | 'state' | 'severity' | 'sort') =>
    choose(deps, (before, value) => ({ ...before, [key]: value, queue: firstPage }));
  const turned = choose(deps, turnPage);
  return {
    events: { app_home_opened: [opened(deps)] },
    actions: {
      home_squad: chosen('squadId'),
      home_state: chosen('state'),
      home_severity: chosen('severity'),
      home_sort: chosen('sort'),
      home_previous: turned,
      home_next: turned,
      show_escalations: choose(deps, () => firstChoices),
      show_rotation: choose(deps, (before) => ({ ...before, part: 'rotation' })),
      open_escalation: open(deps),
    },
    options: {
      home_squad: async (args) => {
        const { ack, body, options } = args as SlackOptionsMiddlewareArgs<'block_suggestion'>;
        const found = await searchSquads(deps.db.read, body.team?.id ?? body.user.team_id ?? '', options.value);
        await ack({ options: found.map(({ name, id }) => option(name, id)) });
      },
    },
  };
}

function opened(deps: Deps): EventHandler {
  return async ({ workspaceId, event }, now) => {
    const { user, tab } = Opened.parse(event);
    if (tab !== undefined && tab !== 'home') return null;
    // What was chosen last, not what the event's view says: it may come late.
    const known = await deps.db.read.homePage.findUnique({ where: { workspaceId_userId: { workspaceId, userId: user } } });
    await showHome(homeDesk(deps, workspaceId), { workspaceId, userId: user, choices: chosenIn(known?.choices) }, now);
    return null;
  };
}

function choose(deps: Deps, change: (before: HomeChoices, value: string) => HomeChoices): Action {
  return async ({ ack, body, action }) => {
    await ack();
    const { workspaceId, person, view, value }: Press = readPress(body, action);
    const choices = change(choicesOf(view), value);
    await showHome(homeDesk(deps, workspaceId), { workspaceId, userId: person, choices }, deps.clock.now());
  };
}

const choicesOf = (view: SeenView | null): HomeChoices => chosenIn(view?.private_metadata ? JSON.parse(view.private_metadata) : null);

/** What an older version wrote, or nobody has, is the beginning. */
function chosenIn(kept: unknown): HomeChoices {
  const parsed = Choices.safeParse(kept);
  return parsed.success ? parsed.data : firstChoices;
}

const Turn = z.object({ part: z.enum(['mine', 'queue']), key: Key });

function turnPage(before: HomeChoices, value: string): HomeChoices {
  const { part, key }: { part: 'mine' | 'queue'; key: PageKey } = Turn.parse(JSON.parse(value));
  return { ...before, [part]: key };
}

/** `Open`: everything about one, and every button that this person may use. */
function open(deps: Deps): Action {
  return async ({ ack, body, action, respond }) => {
    await ack();
    const pressed = pressedOn(readPress(body, action));
    const details = await decided(
      deps,
      pressed,
      () => detailsView(deps, pressed),
      (view) => view === null,
    );
    const notForThem = noticeModal('Not for everybody', 'Only people of its squad’s channel can see this escalation.');
    await openView(deps, pressed, details ?? notForThem, respond);
  };
}
