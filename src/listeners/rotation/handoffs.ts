import { z } from 'zod';
import { type Transaction, writeTx } from '../../database';
import type { Deps } from '../../deps';
import { acceptFor, acceptHandoff, type Deed, type Handled, putOnInstead } from '../../domain/rotation/clock/accept';
import { handOverAll, keepOne, writeNote } from '../../domain/rotation/clock/note';
import { takeReceipt } from '../../receipts';
import { noteModal } from '../../views/rotation/ending';
import { handledText } from '../../views/rotation/handoff-answers';
import { handoffFacts } from '../../views/rotation/handoff-facts';
import { type Press, readPress } from '../escalations/bodies';
import { openView } from '../escalations/open-view';
import type { Handlers } from '../registry';
import { fieldsOf, metadataOf, readSubmission } from '../settings/gesture';

type Action = NonNullable<Handlers['actions']>[string];
type Run = (tx: Transaction, deed: Deed, value: string[], now: Date) => Promise<Handled>;

/** The buttons of handoff cards, and the note that goes with one. */
export function handoffHandlers(deps: Deps): Handlers {
  return {
    actions: {
      rota_handoff_accept: pressed(deps, 'accept', (tx, deed, _, now) => acceptHandoff(tx, deed, now)),
      rota_handoff_accept_for: pressed(deps, 'accept_for', (tx, deed, _, now) => acceptFor(tx, deed, now)),
      rota_handoff_put: pressed(deps, 'put', (tx, deed, [, instead = ''], now) => putOnInstead(tx, { ...deed, instead }, now)),
      rota_handoff_all: pressed(deps, 'all', (tx, deed) => handOverAll(tx, deed)),
      rota_handoff_keep: pressed(deps, 'keep', (tx, deed, [, escalationId = '', what]) =>
        keepOne(tx, { ...deed, escalationId, keep: what === 'keep' }),
      ),
      rota_handoff_note: asksForNote(deps),
    },
    views: { rota_handoff_note: savesNote(deps) },
  };
}

/** A button that does what it says at once: buttons carry `<handoff>` and what else they need. */
function pressed(deps: Deps, verb: Parameters<typeof handledText>[0], run: Run): Action {
  return async ({ ack, body, action, respond }) => {
    const press = readPress(body, action);
    const handled = await once(deps, press, `action:${press.triggerId}`, press.value, run);
    await ack();
    const text = handled && (await answer(deps, press, verb, handled));
    if (text) await respond({ text, response_type: 'ephemeral', replace_original: false });
  };
}

/** `null`: it arrived twice. */
async function once(
  { db, clock }: Deps,
  { workspaceId, person }: Pick<Press, 'workspaceId' | 'person'>,
  receipt: string,
  value: string,
  run: Run,
): Promise<Handled | null> {
  const now = clock.now();
  const [handoffId = '', ...rest] = value.split(' ');
  return writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, receipt, now))) return null;
    return run(tx, { workspaceId, handoffId, person }, [handoffId, ...rest], now);
  });
}

async function answer(deps: Deps, { workspaceId, person, value }: Press, verb: Parameters<typeof handledText>[0], handled: Handled) {
  const [handoffId = ''] = value.split(' ');
  const facts = await handoffFacts(deps.db.read, workspaceId, handoffId, person);
  return handledText(verb, handled, facts, person);
}

function asksForNote(deps: Deps): Action {
  return async ({ ack, body, action, respond }) => {
    await ack();
    const press = readPress(body, action);
    const { workspaceId, value: id } = press;
    const handoff = await deps.db.read.handoff.findFirst({ where: { id, workspaceId }, select: { note: true } });
    await openView(deps, press, noteModal(id, handoff?.note ?? null), respond);
  };
}

const Metadata = z.object({ handoffId: z.string() });

/** What comes too late is said in the modal: what was typed is not lost. */
function savesNote(deps: Deps): NonNullable<Handlers['views']>[string] {
  return async ({ ack, body }) => {
    const { workspaceId, userId: person, view } = readSubmission(body);
    const { handoffId } = metadataOf(view, Metadata);
    const note = fieldsOf(view).text('note');
    const handled = await once(deps, { workspaceId, person }, `view:${view.id}`, handoffId, (tx, deed) => writeNote(tx, deed, note));
    if (handled?.is !== 'refused') {
      await ack();
      return;
    }
    const facts = await handoffFacts(deps.db.read, workspaceId, handoffId, person);
    await ack({ response_action: 'errors', errors: { note: handledText('note', handled, facts, person) ?? 'It could not be saved.' } });
  };
}
