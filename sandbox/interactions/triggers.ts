/** Trigger ids: each opens one view, within three seconds. */
import type { UserId } from '../api';
import type { WorldClock } from '../clock';
import { refuse } from '../errors';
import type { Ids } from '../ids';

const LIFETIME_MS = 3_000;
const KEPT = 1_000;

export interface Trigger {
  userId: UserId;
  teamId: string;
  /** Where it was fired: what `default_to_current_conversation` means. */
  channel?: string;
  /** The modal from which it was fired: a view may be pushed onto that one only. */
  viewId?: string;
}

interface Issued extends Trigger {
  realMs: number;
  worldMs: number;
  used: boolean;
}

export class Triggers {
  private readonly issued = new Map<string, Issued>();

  constructor(
    private readonly clock: WorldClock,
    private readonly ids: Ids,
  ) {}

  issue(trigger: Trigger): string {
    const id = `${this.issued.size + 1}.${this.clock.nowMs()}.${this.ids.secret(32)}`;
    this.issued.set(id, { ...trigger, realMs: performance.now(), worldMs: this.clock.nowMs(), used: false });
    for (const oldest of this.issued.keys()) {
      if (this.issued.size <= KEPT) break;
      this.issued.delete(oldest);
    }
    return id;
  }

  use(id: string): Trigger {
    const issued = this.issued.get(id) ?? refuse('invalid_trigger_id');
    if (issued.used) refuse('exchanged_trigger_id');
    if (this.expired(issued)) refuse('expired_trigger_id');

    issued.used = true;
    return issued;
  }

  /** Three seconds of the computer's time, or of the world's when its clock was moved on. */
  private expired({ realMs, worldMs }: Issued): boolean {
    return performance.now() - realMs > LIFETIME_MS || this.clock.nowMs() - worldMs > LIFETIME_MS;
  }
}
