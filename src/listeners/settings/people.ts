import type { Deps } from '../../deps';
import { adminsOf, rightsOf } from '../../domain/people/store';
import { changeSettings } from '../../domain/settings/change';
import type { Mistake } from '../../domain/settings/mistakes';
import { peopleForm } from '../../views/settings/people';
import type { Handlers } from '../registry';
import { fieldsOf, readPress, readSubmission, type Submission } from './gesture';
import { saveOnce } from './once';
import { forAdmins, mayChangeSettings, noLongerAdmin, show } from './show';

/** Settings → `People and rights`. */
export function peopleHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async open_people({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => {
          const slackAdmins = (await adminsOf(deps.db.read, press.workspaceId)).filter(({ isAdmin }) => isAdmin);
          const names = slackAdmins.map(({ displayName }) => displayName);
          await show(deps, press, peopleForm(await rightsOf(deps.db.read, press.workspaceId), names));
        });
      },
    },
    views: {
      async people_form({ ack, body }) {
        const submission = readSubmission(body);
        if (!(await mayChangeSettings(deps, submission.workspaceId, submission.userId)))
          return ack({ response_action: 'errors', errors: { admins: noLongerAdmin } });
        const mistakes = await save(deps, submission);
        if (mistakes.length === 0) return ack();
        // The first of a field is the one that is read.
        const errors = Object.fromEntries(mistakes.map(({ path, problem }) => [String(path[1]), problem] as const).reverse());
        await ack({ response_action: 'errors', errors });
      },
    },
  };
}

async function save(deps: Deps, submission: Submission): Promise<Mistake[]> {
  const { workspaceId, userId, view } = submission;
  const fields = fieldsOf(view);
  const people = { admins: fields.people('admins'), supportEngineers: fields.people('supportEngineers') };
  for (const named of new Set([...people.admins, ...people.supportEngineers])) await deps.slack(workspaceId).people.get(named);

  const saved = await saveOnce(deps, submission, (tx, now) => changeSettings(tx, workspaceId, { people }, userId, now));
  return saved.is === 'wrong' ? saved.mistakes : [];
}
