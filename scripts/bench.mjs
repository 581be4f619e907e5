// `npm run bench [-- --seconds N] [name …]`: builds, then measures against an empty Bolt app in the same run.

import { become } from './lib/become.mjs';
import { build, checkNode } from './lib/build.mjs';
import { giveUp } from './lib/run.mjs';

checkNode();
await build({ page: false }).catch(giveUp);
become('dist/bench/index.js');
