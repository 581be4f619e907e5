import type { Report } from './schema';

/** One thing that Slack would refuse: its error name, its words, and where (a JSON pointer such as `/blocks/0/text/text`). */
export interface Complaint {
  error: string;
  message: string;
  pointer: string;
}

/** `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`, as Slack writes it; a pointer to the whole is left out. */
export function worded({ message, pointer }: Complaint): string {
  return pointer === '' ? message : `${message} [json-pointer:${pointer}]`;
}

/** Slack's `response_metadata` for a refused call. */
export function asResponseMetadata(complaints: readonly Complaint[]): { messages: string[] } {
  return { messages: complaints.map((complaint) => `[ERROR] ${worded(complaint)}`) };
}

/** Slack's `errors` beside `response_metadata` when it refuses blocks. */
export function asErrors(complaints: readonly Complaint[]): string[] {
  return complaints.map(worded);
}

export const complaint = (error: string, message: string, pointer: string): Complaint => ({ error, message, pointer });

/** The complaints of one inspection, all under one error name. */
export function collect(error: string, inspectWith: (report: Report) => void): Complaint[] {
  const complaints: Complaint[] = [];
  inspectWith((message, pointer) => {
    complaints.push({ error, message, pointer });
    return false;
  });
  return complaints;
}
