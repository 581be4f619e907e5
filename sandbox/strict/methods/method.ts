/** How a method is described. */

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export interface Argument {
  is: 'text' | 'flag' | 'whole' | 'list' | 'json';
  required?: true;
  min?: number;
  max?: number;
  /** Slack's own error name for a value out of limits or empty, where it documents one. */
  error?: string;
}

export interface Method {
  token: 'bot' | 'app' | 'user' | 'none';
  args: Record<string, Argument>;
  /** One of these is enough; none are needed when the list is empty. */
  scopes?: readonly string[];
  /** One of these, by the kind of channel that the call is about. */
  scopesByKind?: Partial<Record<ChannelKind, readonly string[]>>;
  /** Kinds come from the argument `types`, public channels when it is missing. */
  kindsFromTypes?: true;
  /** Scopes that an argument needs by itself. */
  scopeOf?: Record<string, string>;
  /** Groups of arguments of which one has to be given in full, and the error when none is. */
  needsOneOf?: { groups: readonly (readonly string[])[]; error: string };
  /** Documented arguments that end in an error all the same. */
  refuses?: Record<string, string>;
}

export const text: Argument = { is: 'text' };
/** Text that may be empty, such as a topic to be cleared. */
export const anyText: Argument = { is: 'text', min: 0 };
export const flag: Argument = { is: 'flag' };
export const list: Argument = { is: 'list' };
/** Checked apart: blocks, attachments, metadata, views. */
export const json: Argument = { is: 'json' };
export const whole = (min: number, max: number, error?: string): Argument => ({ is: 'whole', min, max, ...(error ? { error } : {}) });
export const required = (argument: Argument): Argument => ({ ...argument, required: true });

export const page = (error?: string): Record<string, Argument> => ({ cursor: anyText, limit: whole(1, 1000, error) });
