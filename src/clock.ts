/** The one place where time is read. Doors read it; everything inside is told. */
export interface Clock {
  now(): Date;
  /** Called when the clock jumps (the sandbox moves it). Answers how to stop listening. */
  onMove(listener: () => void): () => void;
}

export const computerClock: Clock = { now: () => new Date(), onMove: () => () => {} };
