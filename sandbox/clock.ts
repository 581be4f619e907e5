/** The world's clock: the computer's clock plus an offset that callers move. It runs on between moves. */
import type { SandboxClock } from './api';

/** Longest delay that `setTimeout` keeps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Alarm {
  atMs: number;
  ring: () => void;
}

export class WorldClock implements SandboxClock {
  private readonly listeners = new Set<(now: Date) => void | Promise<void>>();
  private alarms: Alarm[] = [];
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  /** Counts moves, so that what lives for seconds of real time can tell that the world jumped. */
  moves = 0;

  constructor(
    private offset: number,
    private readonly remember: (offsetMs: number) => void,
  ) {}

  now(): Date {
    return new Date(this.nowMs());
  }

  nowMs(): number {
    return Date.now() + this.offset;
  }

  get offsetMs(): number {
    return this.offset;
  }

  async advance(ms: number): Promise<void> {
    this.set(this.offset + ms);
    await this.tell();
  }

  async moveTo(instant: Date): Promise<void> {
    this.set(instant.getTime() - Date.now());
    await this.tell();
  }

  /** Moves without telling anybody: for a world that is replaced as a whole. */
  set(offsetMs: number): void {
    this.offset = offsetMs;
    this.moves += 1;
    this.remember(offsetMs);
    this.ringDue();
  }

  onMove(listener: (now: Date) => void | Promise<void>): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back once the world's clock has reached an instant, by running or by being moved. Returns "never mind". */
  at(atMs: number, ring: () => void): () => void {
    const alarm = { atMs, ring };
    this.alarms.push(alarm);
    this.alarms.sort((a, b) => a.atMs - b.atMs);
    this.arm();
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
      this.arm();
    };
  }

  forgetAlarms(): void {
    this.alarms = [];
    clearTimeout(this.timer);
  }

  stop(): void {
    this.stopped = true;
    this.forgetAlarms();
    this.listeners.clear();
  }

  private async tell(): Promise<void> {
    for (const listener of [...this.listeners]) await listener(this.now());
  }

  private ringDue(): void {
    const now = this.nowMs();
    const due = this.alarms.filter((alarm) => alarm.atMs <= now);
    this.alarms = this.alarms.filter((alarm) => alarm.atMs > now);
    for (const alarm of due) alarm.ring();
    this.arm();
  }

  private arm(): void {
    clearTimeout(this.timer);
    const next = this.alarms[0];
    if (next === undefined || this.stopped) return;

    this.timer = setTimeout(() => this.ringDue(), Math.min(Math.max(next.atMs - this.nowMs(), 0), LONGEST_TIMER_MS));
    this.timer.unref();
  }
}
