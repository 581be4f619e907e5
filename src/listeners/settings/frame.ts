import type { Deps } from '../../deps';
import { settingsSummary } from '../../domain/settings/summary';
import { settingsView } from '../../views/settings/frame';
import type { Handlers } from '../registry';
import { readPress } from './gesture';
import { forAdmins, show } from './show';

/** App Home → `Settings`. */
export function frameHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async open_settings({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => show(deps, press, settingsView(await settingsSummary(deps.db.read, press.workspaceId))));
      },
    },
  };
}
