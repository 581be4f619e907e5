#!/usr/bin/env node
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { build, checkNode } from '../scripts/lib/build.mjs';
import { at, root } from '../scripts/lib/root.mjs';
import { giveUp } from '../scripts/lib/run.mjs';

checkNode();
await build({ page: false, say: (line) => console.error(line) }).catch(giveUp);

const require = createRequire(import.meta.url);
const { run } = require(at('dist/src/cli/index.js'));

// `backline … | head` closes the pipe early: that is no mistake.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  root,
  version: require('../package.json').version,
  now: () => new Date(),
  stdin: () => text(process.stdin),
  out: (written) => process.stdout.write(written),
  err: (written) => process.stderr.write(written),
  terminal: process.stdout.isTTY === true,
});
