// `npm start`: makes what is missing, then becomes Backline: the same process, so that signals, terminal and exit code are its own.
import Module from 'node:module';
import { build, checkNode } from './lib/build.mjs';
import { at } from './lib/root.mjs';
import { giveUp } from './lib/run.mjs';

checkNode();
await build().catch(giveUp);

process.argv[1] = at('dist/src/main.js');
Module.runMain();
