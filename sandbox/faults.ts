/** Faults waiting for their call. */
import type { Fault } from './api';
import type { Random } from './random';

interface Waiting {
  fault: Fault;
  left: number;
}

export class Faults {
  private waiting: Waiting[] = [];

  constructor(private readonly random: Random) {}

  inject(fault: Fault): void {
    const times = fault.times ?? (fault.probability === undefined ? 1 : Number.POSITIVE_INFINITY);
    this.waiting.push({ fault, left: times });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault that hits this call, if one does; it is used up by that. */
  take(method: string, channel: unknown): Fault | null {
    if (this.waiting.length === 0) return null;

    const hit = this.waiting.find(({ fault }) => matches(fault, method, channel) && this.strikes(fault));
    if (hit === undefined) return null;
    hit.left -= 1;
    if (hit.left <= 0) this.waiting = this.waiting.filter((other) => other !== hit);
    return hit.fault;
  }

  private strikes(fault: Fault): boolean {
    return fault.probability === undefined || this.random() < fault.probability;
  }
}

function matches(fault: Fault, method: string, channel: unknown): boolean {
  if (fault.channel !== undefined && fault.channel !== channel) return false;
  if (fault.method === undefined) return true;
  return fault.method.endsWith('*') ? method.startsWith(fault.method.slice(0, -1)) : method === fault.method;
}
