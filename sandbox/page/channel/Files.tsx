import type { SeenFile } from '../data/wire';
import { isOurs } from '../parts/Avatar';
import { Icon } from '../parts/Icon';

export function Files({ files }: { files: readonly SeenFile[] }) {
  return (
    <ul className="files" aria-label="Files">
      {files.map((file, index) => (
        <li key={file.id ?? index}>
          <File file={file} />
        </li>
      ))}
    </ul>
  );
}

function File({ file }: { file: SeenFile }) {
  const name = file.title || file.name || 'A deleted file';
  const url = file.url_private ?? file.permalink;
  const content = (
    <>
      <Icon name="file" size={24} />
      <span>
        <span className="file-name">{name}</span>
        <span className="file-kind">{[file.mimetype, sizeText(file.size)].filter(Boolean).join(' · ')}</span>
      </span>
    </>
  );
  if (!url || !isOurs(url)) return <span className="file">{content}</span>;
  return (
    <a className="file" href={url} target="_blank" rel="noreferrer noopener">
      {content}
    </a>
  );
}

function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return '';
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} kB`;
}
