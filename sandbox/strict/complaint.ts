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
