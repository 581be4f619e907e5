/** files.*: the upload in three steps, and what became of it. */
import { refuse } from '../errors';
import { post } from '../messages';
import type { Json, StoredFile } from '../model';
import { asSharedFile, mimetypeOf } from '../shapes/file';
import { nowSeconds } from '../slack';
import { type Args, type Call, type Handler, listed, optional, text } from './call';
import { writableChannel } from './chat';

export const files: Record<string, Handler> = {
  'files.getUploadURLExternal': (call, args) => {
    const id = call.slack.ids.next('F');
    const name = text(args.filename);
    call.slack.store.put('files', id, {
      ...{ id, teamId: call.teamId, user: call.me, name, title: name, mimetype: mimetypeOf(name) },
      ...{ content: '', size: 0, created: nowSeconds(call.slack), complete: false, expectedSize: Number(args.length), shares: [] },
    });
    return { upload_url: `${call.slack.url}/upload/${id}/${call.slack.ids.secret()}`, file_id: id };
  },

  'files.completeUploadExternal': (call, args) => {
    const wanted = Array.isArray(args.files) ? (args.files as { id?: unknown; title?: unknown }[]) : refuse('invalid_arguments');
    const uploads = wanted.map(({ id, title }) => ({ file: uploaded(call, id), title: optional(title) }));
    const channels = [...new Set([...listed(args.channel_id), ...listed(args.channels)])].map((id) => writableChannel(call, id));
    const complete = uploads.map(({ file, title }) =>
      call.slack.store.put('files', file.id, { ...file, complete: true, title: title ?? file.title }),
    );
    for (const channel of channels) share(call, channel.id, complete, args);
    return { files: complete.map(({ id }) => asSharedFile(call.slack, call.slack.store.get('files', id) ?? refuse('file_not_found'))) };
  },

  'files.info': (call, args) => ({
    file: asSharedFile(call.slack, known(call, args.file)),
    comments: [],
  }),

  'files.delete': (call, args) => {
    const file = known(call, args.file);
    if (file.user !== call.me) refuse('cant_delete_file');
    call.slack.store.remove('files', file.id);
    return {};
  },
};

function known(call: Call, id: unknown): StoredFile {
  const file = call.slack.store.get('files', text(id));
  return file?.teamId === call.teamId && file.complete ? file : refuse('file_not_found');
}

function uploaded(call: Call, id: unknown): StoredFile {
  const file = call.slack.store.get('files', text(id));
  if (file === undefined || file.teamId !== call.teamId || file.size === 0) return refuse('file_not_found');
  return file;
}

function share(call: Call, channelId: string, uploads: readonly StoredFile[], args: Args): void {
  const channel = writableChannel(call, channelId);
  const thread = optional(args.thread_ts);
  const blocks = args.blocks as Json[] | undefined;
  const message = post(call.slack, channel, {
    text: text(args.initial_comment),
    user: call.me,
    bot_id: call.install.botId,
    app_id: call.slack.app.id,
    team: call.teamId,
    subtype: 'file_share',
    files: uploads.map(({ id }) => id),
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(blocks === undefined ? {} : { blocks }),
  });
  for (const { id } of uploads) {
    const file = call.slack.store.get('files', id) ?? refuse('file_not_found');
    const where = { channel: channel.id, ts: message.ts, ...(thread === undefined ? {} : { thread_ts: thread }) };
    call.slack.store.put('files', id, { ...file, shares: [...file.shares, where] });
  }
}
