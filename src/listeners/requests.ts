import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

export interface Requests {
  /** Slack's requests in HTTP mode, for the web server to pass on. */
  take(request: IncomingMessage, response: ServerResponse): void;
  /** Resolves when none is without an answer. */
  answered(): Promise<void>;
}

/** Counts what was taken and not answered, so that it can be waited for before the database goes. */
export function countRequests(listener: RequestListener): Requests {
  const open = new Set<ServerResponse>();
  let none: () => void = () => {};
  return {
    take(request, response) {
      open.add(response);
      response.once('close', () => {
        open.delete(response);
        if (open.size === 0) none();
      });
      listener(request, response);
    },
    answered: () =>
      new Promise((resolve) => {
        none = resolve;
        if (open.size === 0) resolve();
      }),
  };
}
