import type { Delivery } from '../generated/sqlite/client';
import type { Place } from './arguments';
import type { Desk } from './desk';
import type { Settled } from './settled';
import { afterFailure, sent } from './verdicts';
import type { FileMessage } from './words';

/** By what a delivery is found again in Slack: a file by its name, which whoever owes it has put into `data.file`. */
export function soughtAs({ key, data }: Delivery): string {
  const { file } = data as { file?: unknown };
  return typeof file === 'string' ? file : key;
}

/** Uploads a file and shares it. Only the last of the three calls shows anything: the others may be repeated. */
export async function sendFile(desk: Desk, row: Delivery, { text, file }: FileMessage, { channel }: Place): Promise<Settled> {
  const { now, tuning, deps } = desk;
  const content = Buffer.from(file.content);
  const asked = await desk.call('files.getUploadURLExternal', row.lane, { filename: file.name, length: content.length });
  if (asked.is !== 'ok') return afterFailure(row, asked, { method: 'files.getUploadURLExternal', repeatable: true }, now(), tuning);

  const { upload_url: url = '', file_id: id = '' } = asked.answer;
  const uploaded = await desk.slack.delivery.upload(url, content);
  if (uploaded.is !== 'ok') return afterFailure(row, uploaded, { method: 'files.upload', repeatable: true }, now(), tuning);

  await deps.killPoint?.('before-call');
  const shared = { files: [{ id, title: file.title }] as [{ id: string; title: string }], channel_id: channel, initial_comment: text };
  const outcome = await desk.call('files.completeUploadExternal', row.lane, shared);
  if (outcome.is !== 'ok') return afterFailure(row, outcome, { method: 'files.completeUploadExternal', repeatable: false }, now(), tuning);
  await deps.killPoint?.('after-accepted');
  return sent(row, { channel, ts: null, hash: null }, now(), tuning);
}
