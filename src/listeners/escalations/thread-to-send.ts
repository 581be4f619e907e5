import type { Deps } from '../../deps';
import type { FormOrigin } from '../../domain/escalations/forms';
import type { FieldErrors } from './bodies';
import type { Deadline } from './deadline';
import type { OpenForm } from './late';
import { lookAtThread } from './origin';
import { linkedThread, sameThread } from './typing';

interface ThreadToSend {
  origin: FormOrigin | null;
  /** Beside the field of the link. */
  errors?: FieldErrors;
}

/** The thread that a form is sent with: the one that it was opened from, or the one that its link names. */
export async function threadToSend(deps: Deps, form: OpenForm, deadline: Deadline): Promise<ThreadToSend> {
  const { origin, workspaceId } = form;
  if (origin && !origin.linked) return { origin: await known(deps, form, origin, deadline) };

  const text = form.typed.thread.trim();
  if (text === '') return { origin: null };
  const linked = await linkedThread(deps, workspaceId, text);
  if (!linked)
    return {
      origin: null,
      errors: { thread: 'This is not a link to a message of this workspace. In the message’s menu, choose “Copy link”.' },
    };

  const found = await known(deps, form, sameThread(origin, linked) && origin ? origin : linked, deadline);
  if (found.problem !== 'missing' && found.read?.only !== 'not_member') return { origin: found };
  return {
    origin: found,
    errors: { thread: 'Backline cannot read this message. Check the link, or type “/invite @Backline” in its channel.' },
  };
}

/** What could not be read by its link may be readable now: Backline was invited, or its person. */
async function known(deps: Deps, form: OpenForm, origin: FormOrigin, deadline: Deadline): Promise<FormOrigin> {
  if (origin.place && (origin.read || (origin.problem === 'missing' && !origin.linked))) return origin;
  const looking = lookAtThread(deps, form, origin).then((looked) => looked.origin);
  return deadline.orElse(looking, origin);
}
