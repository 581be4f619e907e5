/** A file as `files.info` answers it. */
import type { Json, StoredFile } from '../model';
import type { Slack } from '../slack';

const KINDS: Record<string, { filetype: string; pretty: string }> = {
  txt: { filetype: 'text', pretty: 'Plain Text' },
  md: { filetype: 'markdown', pretty: 'Markdown (raw)' },
  csv: { filetype: 'csv', pretty: 'CSV' },
  json: { filetype: 'json', pretty: 'JSON' },
  log: { filetype: 'text', pretty: 'Plain Text' },
  png: { filetype: 'png', pretty: 'PNG' },
  jpg: { filetype: 'jpg', pretty: 'JPEG' },
  jpeg: { filetype: 'jpg', pretty: 'JPEG' },
  gif: { filetype: 'gif', pretty: 'GIF' },
  pdf: { filetype: 'pdf', pretty: 'PDF' },
  ics: { filetype: 'binary', pretty: 'Binary' },
};

const MIME_TYPES: Record<string, string> = {
  txt: 'text/plain',
  log: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
  ics: 'text/calendar',
};

export function mimetypeOf(name: string): string {
  return MIME_TYPES[extension(name)] ?? 'application/octet-stream';
}

/** As it stands in a message. */
export function asFile(slack: Slack, file: StoredFile): Json {
  const kind = KINDS[extension(file.name)] ?? { filetype: 'binary', pretty: 'Binary' };
  const url = `${slack.url}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: kind.filetype,
    pretty_type: kind.pretty,
    user: file.user,
    user_team: file.teamId,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: shared(slack, file, 'public').length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: url,
    url_private_download: `${url}?download=1`,
    permalink: url,
    media_display_type: 'unknown',
    has_rich_preview: false,
  };
}

/** With the places that it was shared to, as the files methods answer it. */
export function asSharedFile(slack: Slack, file: StoredFile): Json {
  return {
    ...asFile(slack, file),
    channels: shared(slack, file, 'public'),
    groups: [...shared(slack, file, 'private'), ...shared(slack, file, 'mpim')],
    ims: shared(slack, file, 'im'),
  };
}

function shared(slack: Slack, file: StoredFile, kind: string): string[] {
  const channels = file.shares.map((share) => share.channel).filter((id) => slack.store.get('channels', id)?.kind === kind);
  return [...new Set(channels)];
}

function extension(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
