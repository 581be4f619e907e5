import { existsSync } from 'node:fs';
import { join } from 'node:path';

const above = join(__dirname, '..');
/** The package's folder: this file runs from `faults/` and from `dist/faults/`. */
export const root = existsSync(join(above, 'package.json')) ? above : join(above, '..');
