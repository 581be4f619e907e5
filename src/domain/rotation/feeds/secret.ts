import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes, as they stand in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of it. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(Buffer.from(secret, 'base64url')).digest('hex');

/** Whoever asks with anything else need not be looked up. */
export const isSecret = (text: string): boolean => /^[\w-]{43}$/.test(text);
