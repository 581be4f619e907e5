/** A person as decisions about rights need them. */
export interface PersonFacts {
  userId: string;
  isBot: boolean;
  isDeleted: boolean;
  isGuest: boolean;
  isExternal: boolean;
  /** One of Slack's own admins and owners. */
  isAdmin: boolean;
}

/** Of this company and still here: no guest, no app, nobody of another company, nobody deactivated. */
export const isFullMember = ({ isBot, isDeleted, isGuest, isExternal }: PersonFacts): boolean =>
  !isBot && !isDeleted && !isGuest && !isExternal;

/** Why a person cannot be given anything to do here; `null` when they can. */
export function whyNot(person: (PersonFacts & { displayName: string }) | null, written: string): string | null {
  if (!person) return `Slack knows nobody called ${written}.`;
  const name = person.displayName;
  if (person.isDeleted) return `${name} is deactivated.`;
  if (person.isBot) return `${name} is an app.`;
  if (person.isExternal) return `${name} belongs to another company.`;
  if (person.isGuest) return `${name} is a guest. Only full members can be named.`;
  return null;
}

/** Full members may raise, attach their own thread and follow. */
export const mayEscalate = (person: PersonFacts | null): boolean => person !== null && isFullMember(person);

const collator = new Intl.Collator('en');

/** As a reader looks for names: the same whatever a database thinks of capitals and accents. */
export const byName = (a: { displayName: string; userId: string }, b: { displayName: string; userId: string }): number =>
  collator.compare(a.displayName, b.displayName) || collator.compare(a.userId, b.userId);

export const byTitle = (a: { name: string }, b: { name: string }): number => collator.compare(a.name, b.name);
