// `npm run build`: installs and builds what is stale.
import { build, checkNode } from './lib/build.mjs';
import { giveUp } from './lib/run.mjs';

checkNode();
await build().catch(giveUp);
