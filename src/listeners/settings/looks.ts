import { z } from 'zod';
import type { Deps } from '../../deps';
import { auditLog } from '../../domain/audit/store';
import { askToken, lookAgain } from '../../domain/health/ask';
import { resendMessages } from '../../domain/health/resend';
import { examine } from '../../domain/health/store';
import { namesOf } from '../../domain/settings/lookup';
import { packageRoot, wantedScopes } from '../../manifest';
import { auditView, entriesPerPage } from '../../views/settings/audit';
import { healthView, lookingView } from '../../views/settings/health';
import type { Handlers } from '../registry';
import { type Press, readPress } from './gesture';
import { drawAgain, forAdmins, redraw, show } from './show';

/** Settings → `Health` and `Audit log`, and sending again what could not be delivered. */
export function lookHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async open_health({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => {
          const viewId = await show(deps, press, lookingView());
          if (viewId) await drawAgain(deps, press.workspaceId, viewId, await health(deps, press));
        });
      },
      async check_health({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => redraw(deps, press, await health(deps, press)));
      },
      async open_audit({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => show(deps, press, await auditPage(deps, press)));
      },
      async audit_page({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => redraw(deps, press, await auditPage(deps, press)));
      },
      async resend_messages({ ack, body, action, respond }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => {
          const said = await sendAgain(deps, press);
          if (press.view) await redraw(deps, press, await health(deps, press, said));
          else await respond({ text: said, response_type: 'ephemeral', replace_original: false });
        });
      },
    },
  };
}

/** This press has come through the socket: it works. */
async function health({ db, slack, clock }: Deps, { workspaceId }: Press, said?: string) {
  const token = await askToken(slack(workspaceId));
  if (token.is === 'accepted') await lookAgain(db.read, slack(workspaceId));
  const root = packageRoot();
  const outside = { token, wantedScopes: await wantedScopes(root), connected: true };
  return healthView(await examine({ db, workspaceId, root }, outside, clock.now()), said);
}

async function auditPage({ db }: Deps, { workspaceId, value }: Press) {
  const before = /^\d+$/.test(value) ? Number(value) : undefined;
  const page = await auditLog(db.read, workspaceId, { limit: entriesPerPage, before });
  return auditView(page, await namesOf(db.read, workspaceId), before === undefined);
}

const Which = z.object({ lane: z.string().optional(), notThere: z.boolean().default(false) });

async function sendAgain({ db, clock }: Deps, { workspaceId, triggerId, value }: Press): Promise<string> {
  const { lane, notThere } = Which.parse(JSON.parse(value));
  const count = await resendMessages(db, { workspaceId, lane, notThere, source: `action:${triggerId}` }, clock.now());
  if (count === 0) return 'Nothing is left to send again.';
  if (count === null) return 'It is on its way.';
  return count === 1 ? '1 message is on its way again.' : `${count} messages are on their way again.`;
}
