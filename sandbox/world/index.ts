/** The worlds that the sandbox can start with, the guided card, and the faces. */
import type { SeedPerson, WorldSeed } from './seed';

export { type GuideStep, guide } from './guide';
export type * from './seed';

/** The seeded company of the README; its threads lie in the days before `now`. */
export function storyWorld(now: Date): WorldSeed {
  return bareWorld(now);
}

/** One workspace, one admin (`kai`), one member (`ana`), one channel (`general`). */
export function bareWorld(_now: Date): WorldSeed {
  return {
    team: { id: 'T01LEDGERLY', name: 'Ledgerly', domain: 'ledgerly' },
    partners: [],
    people: [],
    apps: [],
    channels: [],
    messages: [],
    userGroups: [],
  };
}

/** A face for a person without a photograph: initials on the person's color, as an SVG document. Served at `/avatars/<id>.svg`. */
export function avatarSvg(person: Pick<SeedPerson, 'realName' | 'color'>): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><rect width="72" height="72" fill="#${person.color}"/></svg>`;
}
