import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal';

const bytes = 32;

/** The key kept in `data/encryption.key`, readable by its owner only; made at the first call, once, also when two processes start together. */
export function keptEncryptionKey(folder: string): Buffer {
  const file = join(folder, 'data/encryption.key');
  try {
    return readKey(file) ?? makeKey(file);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`ENCRYPTION_KEY: expected, since ${file} can be neither read nor made (${(error as Error).message}); found nothing.`);
  }
}

function readKey(file: string): Buffer | null {
  const written = readIfThere(file);
  if (written === null) return null;

  const key = Buffer.from(written, 'base64');
  if (key.length === bytes) return key;
  throw new Refusal(
    `${file} does not hold a key of ${bytes} bytes in base64: restore it from a backup. What was encrypted with it cannot be read without it.`,
  );
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written whole under another name first: nobody ever reads half a key, and whoever links second takes the first one's. */
function makeKey(file: string): Buffer {
  mkdirSync(join(file, '..'), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(bytes).toString('base64')}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readKey(file) as Buffer;
}
