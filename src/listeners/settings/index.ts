import type { Deps } from '../../deps';
import { type Handlers, joined } from '../registry';
import { customerHandlers } from './customers';
import { frameHandlers } from './frame';
import { hoursHandlers } from './hours';
import { lookHandlers } from './looks';
import { peopleHandlers } from './people';
import { rotationSettingsHandlers } from './rotations';
import { squadFormHandlers } from './squad';
import { squadListHandlers } from './squads';

const entries = [
  frameHandlers,
  squadListHandlers,
  squadFormHandlers,
  peopleHandlers,
  customerHandlers,
  hoursHandlers,
  rotationSettingsHandlers,
  lookHandlers,
];

/** App Home → `Settings`, an entry each. */
export function settingsHandlers(deps: Deps): Handlers {
  return joined(entries.map((of) => of(deps)));
}
