/** Reading requests and writing answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const LARGEST_BODY = 50 * 1024 * 1024;

export class TooLarge extends Error {}

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new TooLarge('The body is larger than 50 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** As text. Callbacks rather than an async iterator: this is the path of every call. */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let first: Buffer | undefined;
    let rest: Buffer[] | undefined;
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_BODY) request.destroy(new TooLarge('The body is larger than 50 MB'));
      else if (first === undefined) first = chunk;
      else rest = [...(rest ?? [first]), chunk];
    });
    request.on('end', () => resolve((rest === undefined ? first : Buffer.concat(rest))?.toString() ?? ''));
    request.on('error', reject);
  });
}

export function sendJson(response: ServerResponse, status: number, answer: unknown): void {
  const body = JSON.stringify(answer);
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

export function sendText(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
