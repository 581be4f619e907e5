import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Clock } from '../clock';
import { calendarOf, subscriptionOf } from '../domain/rotation/feeds/reading';
import type { Serving } from './health';
import { readers } from './readers';

interface CalendarOptions {
  clock: Clock;
  serving(): Serving | null;
}

/** A calendar asks again each hour or so; whoever asks each minute does not get more by it. */
const readsAnHour = 60;

/**
 * `/calendar/<secret>.ics`: whoever has the address may read it, so it stands in no log and in no cache that others share. Wrong, old
 * and revoked addresses are answered alike.
 */
export function calendarRoute(server: FastifyInstance, { clock, serving }: CalendarOptions): void {
  const counted = readers(readsAnHour);

  server.get<{ Params: { file: string } }>('/calendar/:file', async (request, reply) => {
    const here = serving();
    if (!here) return reply.code(503).header('retry-after', '30').send();
    const now = clock.now();
    const [, secret] = /^(.+)\.ics$/.exec(request.params.file) ?? [];
    const subscription = secret ? await subscriptionOf(here.db.read, secret) : null;
    if (!subscription) return reply.callNotFound();

    const waitSeconds = counted.read(subscription.id, now);
    if (waitSeconds > 0) return tooOften(reply, waitSeconds);
    const text = await calendarOf(here.db.read, subscription, now);
    return text === null ? reply.callNotFound() : answer(reply, text, request.headers['if-none-match']);
  });
}

function tooOften(reply: FastifyReply, seconds: number) {
  return reply
    .code(429)
    .header('retry-after', String(seconds))
    .type('text/plain; charset=utf-8')
    .send(`This calendar was read ${readsAnHour} times within an hour. Ask again in ${Math.ceil(seconds / 60)} minutes.\n`);
}

function answer(reply: FastifyReply, text: string, known: string | undefined) {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  reply.headers({ etag, 'cache-control': 'private, no-cache' });
  if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) return reply.code(304).send();
  return reply.type('text/calendar; charset=utf-8').send(text);
}
