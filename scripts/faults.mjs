// `npm run faults [-- --kills N] [--seed N]`: builds, then kills and hinders real workers, and judges what Slack saw.
import { become } from './lib/become.mjs';
import { build, checkNode } from './lib/build.mjs';
import { giveUp } from './lib/run.mjs';

checkNode();
await build({ page: false }).catch(giveUp);
become('dist/faults/index.js');
