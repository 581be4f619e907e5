/** The worlds that the sandbox can start with, the guided card, the faces, and what Backline is told at its first start. */
import { join } from 'node:path';

export { avatarSvg } from './avatar';
export { bareWorld } from './bare';
export { type GuideStep, guide } from './guide';
export type * from './seed';
export { storyWorld } from './story';

/** The settings file of the story. */
export const settingsPath = join(__dirname, 'settings.yml');
