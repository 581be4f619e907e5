/** The built page, from disk. */
import { readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { sendText } from '../bodies';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** From `dist/sandbox/control/page.js` the page is a neighbor; from the sources it stands under `dist`. */
const ROOT = __filename.endsWith('.ts') ? resolve(__dirname, '../../dist/sandbox/page') : resolve(__dirname, '../page');

const NOT_BUILT = 'The page of the sandbox is not built yet. Build it with: npm run build';

/** Sends the page's file for a path; null for paths that are not the page's. */
export function pageFile(path: string): ((response: ServerResponse) => void) | null {
  if (path === '/' || path === '/index.html') return (response) => sendIndex(response);
  const file = resolve(join(ROOT, path));
  if (!file.startsWith(ROOT + sep) || TYPES[extname(file)] === undefined || !isFile(file)) return null;
  return (response) => send(response, file, path.startsWith('/assets/'));
}

function sendIndex(response: ServerResponse): void {
  const index = join(ROOT, 'index.html');
  if (isFile(index)) send(response, index, false);
  else sendText(response, 503, NOT_BUILT);
}

/** Files under `assets` carry a hash in their name. */
function send(response: ServerResponse, file: string, forGood: boolean): void {
  const bytes = readFileSync(file);
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)],
    'Content-Length': bytes.length,
    'Cache-Control': forGood ? 'max-age=31536000, immutable' : 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(bytes);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
