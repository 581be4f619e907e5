import type { DrawContext, FileMessage, Words } from '../../delivery/words';
import { calendarFile, type FileOf } from '../../domain/rotation/feeds/files';
import type { Delivery } from '../../generated/sqlite/client';
import { calendarMessage } from './feeds';

export const feedWords = { 'rota.calendar': drawCalendar } satisfies Partial<Words>;

async function drawCalendar({ workspaceId, lane, data }: Delivery, { read, now }: DrawContext): Promise<FileMessage | null> {
  const { file, ...what } = data as unknown as FileOf & { file: string };
  const calendar = await calendarFile(read, { workspaceId, userId: lane, what }, now);
  return calendar && calendarMessage(calendar, file);
}
