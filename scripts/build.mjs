// `npm run build`: installs and builds what is stale.
import { build, checkNode } from './lib/build.mjs';

checkNode();
await build();
