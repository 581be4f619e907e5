import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Deps } from '../../deps';
import { readThreads } from '../../domain/escalations/reading';
import { type EscalationRecord, keepDraft, type Raised, type Raising, raiseEscalation } from '../../domain/escalations/store';
import { personOf } from '../../domain/people/store';
import { consentNeeded } from '../../domain/places';
import type { PlaceKind } from '../../generated/sqlite/enums';
import { SlackUnavailable } from '../../slack/unavailable';
import { escalationForm } from '../../views/escalations/form';
import { escalatedModal } from '../../views/escalations/raised';
import type { Handlers } from '../registry';
import { check, EscalationAnswers, type FieldErrors, fieldIn, readSubmission, type SeenView } from './bodies';
import { startDeadline } from './deadline';
import { formSquad } from './form-squad';
import { refreshHomes } from './homes';
import { alreadyEscalated, notMember, underCard, underCardText } from './instead';
import { consentIn, formBehind } from './kept-form';
import type { OpenForm } from './late';
import { raisedFacts } from './raised-facts';
import { threadToSend } from './thread-to-send';

type Answers = z.output<typeof EscalationAnswers>;

/** What the person reads: errors beside fields, the form with something more to say yes to, or how it went. */
type Answer = { errors: FieldErrors } | { view: ModalView; raised?: EscalationRecord };

/** `Escalate`: acknowledged when it is stored. Its thread is read after that. */
export function submitHandlers(deps: Deps): Handlers {
  return {
    views: {
      escalation_form: async ({ ack, body }) => {
        const { workspaceId, person, view } = readSubmission(body);
        const form = await formBehind(deps, { workspaceId, person, view }, null);
        const answer = await answerTo(deps, form, view);
        if ('errors' in answer) {
          await ack({ response_action: 'errors', errors: answer.errors });
          return;
        }
        await ack({ response_action: 'update', view: answer.view });
        if (!answer.raised) return;
        await readThreads(deps.db, deps.slack(workspaceId), answer.raised, deps.clock.now());
        await refreshHomes(deps, workspaceId);
      },
    },
  };
}

async function answerTo(deps: Deps, form: OpenForm, view: SeenView): Promise<Answer> {
  const checked = check(EscalationAnswers, view);
  const deadline = startDeadline();
  const [thread, isKnown] = await Promise.all([threadToSend(deps, form, deadline), deadline.orElse(meetSender(deps, form), false)]);
  const sent = { ...form, origin: thread.origin };
  await keepDraft(deps.db, sent, deps.clock.now());

  // The title comes with the thread: a form that was sent before that is shown once more, whole.
  if (fieldIn(view, 'title') === null) return again(deps, sent, 'Give it a title, then press Escalate again.');
  if (checked.is === 'wrong') return { errors: { ...checked.errors, ...thread.errors } };
  if (thread.errors) return { errors: thread.errors };
  if (!isKnown || (thread.origin && !thread.origin.place))
    return again(deps, sent, 'Slack did not answer just now. Nothing is lost: press Escalate again.');
  return (
    missingConsent(deps, sent, view) ??
    shown(deps, sent, await raiseEscalation(deps.db, raisingOf(sent, checked.answers), deps.clock.now()))
  );
}

/** Whether they may escalate is decided on who they are: of a stranger Slack is asked, and only its answer makes a guest of them. */
async function meetSender({ db, slack, log }: Deps, { workspaceId, person }: OpenForm): Promise<boolean> {
  if (await personOf(db.read, workspaceId, person)) return true;
  try {
    await slack(workspaceId).people.get(person);
    return true;
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    log.warn({ err: error }, 'who sent a form is not known now');
    return false;
  }
}

async function again(deps: Deps, form: OpenForm, notice: string): Promise<Answer> {
  const squad = await formSquad(deps.db.read, form.workspaceId, form.typed.squadId);
  const origin =
    form.origin && !form.origin.read ? { ...form.origin, problem: form.origin.problem ?? ('unavailable' as const) } : form.origin;
  return { view: escalationForm({ form: { ...form, origin }, squad, notice }) };
}

/** Nothing leaves a private place without a yes to exactly this. */
function missingConsent(deps: Deps, form: OpenForm, view: SeenView): Promise<Answer> | Answer | null {
  if (!form.origin?.place || !consentNeeded(form.origin.place.kind)) return null;
  const consent = consentIn(view, form);
  if (consent) return null;
  if (consent === false) return { errors: { consent: 'Tick this box to say yes. Without it nothing leaves this place.' } };
  return again(deps, form, notPublic);
}

const notPublic = 'This thread is not public. Say below whether it may be copied, then press Escalate again.';

function raisingOf({ id, workspaceId, person, viewId, origin }: OpenForm, answers: Answers): Raising {
  const { title, squad, severity, customer, tried, expected, links, restricted } = answers;
  return {
    workspaceId,
    person,
    source: `view:${viewId}`,
    formId: id,
    title,
    squadId: squad,
    severity,
    customer,
    tried,
    expected,
    links,
    restricted,
    origin: origin?.place
      ? {
          channelId: origin.channelId,
          rootTs: origin.rootTs,
          kind: origin.place.kind,
          inThread: origin.place.inThread,
          consented: consentNeeded(origin.place.kind),
        }
      : null,
  };
}

async function shown(deps: Deps, form: OpenForm, raised: Raised): Promise<Answer> {
  switch (raised.is) {
    case 'raised':
    case 'again':
      return { view: escalatedModal(await raisedFacts(deps, raised.escalation)), raised: raised.escalation };
    case 'already':
      return { view: await alreadyEscalated(deps, form, raised.escalation) };
    case 'under_card':
      return form.origin?.linked ? { errors: { thread: underCardText } } : { view: underCard };
    case 'no_squad':
      return { errors: { squad: 'This squad was removed meanwhile. Choose another one.' } };
    case 'no_consent':
      return askAgain(deps, form, raised.kind);
    case 'refused':
      return { view: notMember };
  }
}

/** Its channel became another kind of place while the form was open: what was agreed to, or needed no yes, is asked anew. */
async function askAgain(deps: Deps, form: OpenForm, kind: PlaceKind): Promise<Answer> {
  const { origin } = form;
  if (!origin?.place) throw new Error('Consent is asked for a place.');
  const place = { ...origin.place, kind, inThread: origin.place.inThread && kind === 'private' };
  const changed = { ...form, origin: { ...origin, place } };
  await keepDraft(deps.db, changed, deps.clock.now());
  return again(deps, changed, notPublic);
}
