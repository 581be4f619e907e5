import type { Deps } from '../../src/deps';
import { jobs } from '../../src/jobs';
import { allHandlers } from '../../src/listeners';

/** Putting handlers and jobs together uses nothing of what they will need later. */
const unused = { db: { read: {} }, log: {}, clock: {}, slack: () => ({}), baseUrl: '' } as unknown as Deps;

export const handlersOfBackline = () => allHandlers(unused);
export const jobsOfBackline = () => jobs(unused);
