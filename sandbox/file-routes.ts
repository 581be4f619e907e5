/** Bytes of files: uploaded to the address that `files.getUploadURLExternal` gave, read at `url_private`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBytes, sendText } from './bodies';
import type { StoredFile } from './model';
import type { Slack } from './slack';
import { spoil, strikesFirst } from './spoil';
import { authorized } from './tokens';

/** `POST /upload/<id>/<secret>`: the bare bytes, or a form with one file in it. */
export async function takeUpload(slack: Slack, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ended = slack.activity.begin();
  try {
    const file = slack.store.get('files', path.split('/')[2] ?? '');
    if (file === undefined || file.complete) {
      sendText(response, 404, 'This upload is not expected');
      return;
    }
    const bytes = await uploadedBytes(request);
    const fault = slack.faults.take('upload', undefined);
    if (fault !== null && strikesFirst(fault)) return await spoil(fault, response, null);

    slack.store.put('files', file.id, { ...file, content: bytes.toString('base64'), size: bytes.length });
    slack.log.add({ way: 'http', name: 'upload', teamId: file.teamId, request: { file: file.id, size: bytes.length }, status: 200 });
    slack.keep();
    if (fault === null) sendText(response, 200, `OK - ${bytes.length}`);
    else await spoil(fault, response, { ok: true });
  } finally {
    ended();
  }
}

/** For a bot with its token, and for the page, which browsers mark as coming from here. */
export function sendFile(slack: Slack, path: string, request: IncomingMessage, response: ServerResponse): void {
  const file = slack.store.get('files', path.split('/')[2] ?? '');
  if (file === undefined || !file.complete) {
    sendText(response, 404, 'There is no such file');
    return;
  }
  if (!mayRead(slack, request, file)) {
    sendText(response, 403, 'Reading a file needs a token');
    return;
  }
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'");
  response.writeHead(200, { 'Content-Type': typeOf(file), 'Content-Disposition': disposition(file, request) });
  response.end(Buffer.from(file.content, 'base64'));
}

async function uploadedBytes(request: IncomingMessage): Promise<Buffer> {
  const bytes = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return bytes;

  const form = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } }).formData();
  for (const value of form.values()) if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  return Buffer.alloc(0);
}

function mayRead(slack: Slack, request: IncomingMessage, file: StoredFile): boolean {
  const bearer = authorized(slack, request, {});
  if (bearer.kind === 'bot') return bearer.install.teamId === file.teamId && bearer.install.scopes.includes('files:read');
  const from = request.headers['sec-fetch-site'];
  return from === 'same-origin' || from === 'none';
}

function typeOf({ mimetype }: StoredFile): string {
  return mimetype.startsWith('text/') ? 'text/plain; charset=utf-8' : mimetype;
}

function disposition(file: StoredFile, request: IncomingMessage): string {
  const how = (request.url ?? '').includes('download=1') ? 'attachment' : 'inline';
  return `${how}; filename*=UTF-8''${encodeURIComponent(file.name)}`;
}
