import type { Reader } from '../../domain/people/store';
import { newForm, type RotationForm } from '../../domain/rotation/forms/form';
import type { KeptForm } from '../../domain/rotation/forms/store';
import { mayCreateFor, squadOfChannel } from '../../domain/rotation/records/rights';
import { rotationsOf } from '../../domain/rotation/records/rotation';
import { businessHours } from '../../domain/settings/hours';
import { squadsOf } from '../../domain/squads/store';
import type { FormFacts } from '../../views/rotation/form';

/** What the form shows beside what was typed. */
export async function formFacts(read: Reader, { id, workspaceId, person, rotationId, form }: KeptForm, now: Date): Promise<FormFacts> {
  const [{ any, squadIds }, squads, rotations] = await Promise.all([
    mayCreateFor(read, workspaceId, person),
    squadsOf(read, workspaceId),
    rotationsOf(read, workspaceId),
  ]);
  const offered = squads.filter((squad) => squadIds.includes(squad.id) || squad.id === form.squadId);
  const hosts = rotations.filter(({ kind, id: own }) => kind === 'turns' && own !== rotationId);
  const last = rotations.find((rotation) => rotation.id === rotationId)?.versions.at(-1);
  const waits = form.kind === 'turns' && last && last.appliesFrom > now ? last.appliesFrom : null;
  return { draftId: id, rotationId, form, squads: offered, mayBeOfNone: any || form.squadId === null, hosts, waits };
}

/** For the squad of the channel, else the only one that this person looks after. */
export async function freshForm(
  read: Reader,
  workspaceId: string,
  person: string,
  channelId: string | null,
  now: Date,
): Promise<RotationForm> {
  const { squadIds } = await mayCreateFor(read, workspaceId, person);
  const here = channelId ? await squadOfChannel(read, workspaceId, channelId) : null;
  const squads = await squadsOf(read, workspaceId);
  const own = squadIds.length === 1 ? squads.find(({ id }) => id === squadIds[0]) : undefined;
  const squad = here && squadIds.includes(here.id) ? here : own;
  const zone = squad?.zone ?? (await businessHours(read, workspaceId)).zone;
  return newForm({ squadId: squad?.id ?? null, askedIn: channelId, zone }, now);
}
