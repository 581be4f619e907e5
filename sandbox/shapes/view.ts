/** A view as `views.open` answers it and payloads carry it. */
import type { SeenView } from '../api';
import type { Json, View } from '../model';
import { installIn, type Slack } from '../slack';

interface Title {
  type: 'plain_text';
  text: string;
  emoji?: boolean;
}

export function asView(slack: Slack, view: View): Json {
  const { definition } = view;
  return {
    id: view.id,
    team_id: view.teamId,
    type: view.type,
    blocks: definition.blocks,
    private_metadata: definition.private_metadata ?? '',
    callback_id: definition.callback_id ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: definition.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: definition.clear_on_close ?? false,
    notify_on_close: definition.notify_on_close ?? false,
    close: definition.close ?? null,
    submit: definition.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: slack.app.id,
    external_id: definition.external_id ?? '',
    app_installed_team_id: view.teamId,
    bot_id: installIn(slack, view.teamId)?.botId ?? '',
  };
}

/** As the person sees it, errors of the last submission included. */
export function asSeenView(view: View): SeenView {
  const { definition } = view;
  return {
    id: view.id,
    type: view.type,
    callback_id: text(definition.callback_id),
    ...(definition.title === undefined ? {} : { title: definition.title as Title }),
    submit: (definition.submit as Title | undefined) ?? null,
    close: (definition.close as Title | undefined) ?? null,
    blocks: definition.blocks as unknown[],
    state: { values: view.values },
    private_metadata: text(definition.private_metadata),
    hash: view.hash,
    errors: view.errors,
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
