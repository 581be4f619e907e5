// `npm start`: makes what is missing, then becomes Backline.
import { become } from './lib/become.mjs';
import { build, checkNode } from './lib/build.mjs';
import { giveUp } from './lib/run.mjs';

checkNode();
await build().catch(giveUp);
become('dist/src/main.js');
