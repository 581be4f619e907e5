const hourMs = 3_600_000;

export interface Readers {
  /** Counts one more read; answers how many seconds there are to wait, 0 for none. */
  read(id: string, now: Date): number;
}

/** How often each address was read within an hour, in this process: several processes allow as many times more. */
export function readers(most: number): Readers {
  const hours = new Map<string, { since: number; reads: number }>();

  return {
    read(id, now) {
      const at = now.getTime();
      const hour = hours.get(id);
      const isOver = !hour || at - hour.since >= hourMs || at < hour.since;
      if (isOver) {
        forget(hours, at);
        hours.set(id, { since: at, reads: 1 });
        return 0;
      }
      hour.reads += 1;
      return hour.reads > most ? Math.ceil((hour.since + hourMs - at) / 1000) : 0;
    },
  };
}

function forget(hours: Map<string, { since: number }>, at: number): void {
  for (const [id, { since }] of hours) if (at - since >= hourMs) hours.delete(id);
}
