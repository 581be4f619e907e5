import type { Deps } from '../../deps';
import type { Handlers } from '../registry';
import { customerHandlers } from './customers';
import { frameHandlers } from './frame';
import { hoursHandlers } from './hours';
import { lookHandlers } from './looks';
import { peopleHandlers } from './people';
import { squadFormHandlers } from './squad';
import { squadListHandlers } from './squads';

/** App Home → `Settings`, an entry each. */
export function settingsHandlers(deps: Deps): Handlers {
  const entries = [frameHandlers, squadListHandlers, squadFormHandlers, peopleHandlers, customerHandlers, hoursHandlers, lookHandlers].map(
    (of) => of(deps),
  );
  const of = <Sort extends 'actions' | 'views' | 'options'>(sort: Sort): Handlers[Sort] =>
    Object.assign({}, ...entries.map((handlers) => handlers[sort] ?? {})) as Handlers[Sort];
  return { actions: of('actions'), views: of('views'), options: of('options') };
}
