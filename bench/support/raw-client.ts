/** HTTP over bare sockets: a client so light that what is measured is the server. */
import { connect } from 'node:net';

const connections = 8;

export interface Call {
  url: URL;
  token: string;
  body: string;
}

/** The same call again and again on a few kept connections; every answer must be `"ok":true`. */
export async function callsPerSecond(call: Call, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  const counts = await Promise.all(Array.from({ length: connections }, () => callUntil(call, until)));
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

function callUntil({ url, token, body }: Call, until: number): Promise<number> {
  const request = [
    `POST ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => socket.write(request));
    let count = 0;
    let received = '';
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      if (!received.includes('{"ok":true')) reject(new Error(`The sandbox refused: ${received}`));
      received = '';
      count += 1;
      if (performance.now() < until) socket.write(request);
      else socket.end(() => resolve(count));
    });
  });
}

function isWhole(response: string): boolean {
  const headEnd = response.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = Number(/content-length: (\d+)/i.exec(response.slice(0, headEnd))?.[1]);
  return response.length >= headEnd + 4 + length;
}
