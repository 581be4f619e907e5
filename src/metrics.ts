import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliveryMetrics } from './delivery/metrics';

/** What is counted. Labels are kinds and outcomes, never ids of people, channels or customers. */
export interface Metrics extends DeliveryMetrics {
  registry: Registry;
  /** An interaction of this kind was handled, from its arrival to its answer. */
  handled(kind: string, seconds: number): void;
  /** Read when somebody asks: how much is waiting, and since when. */
  watchBacklog(look: () => Promise<Backlog>): void;
}

export interface Backlog {
  deliveries: number;
  /** Seconds that the oldest one has waited beyond its time. */
  oldestSeconds: number;
  events: number;
}

/** One registry a process (and a test), not prom-client's global one. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const handled = new Histogram({
    name: 'backline_interaction_seconds',
    help: 'From the arrival of an interaction to the end of its handler.',
    labelNames: ['kind'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers,
  });
  const delivered = new Counter({
    name: 'backline_deliveries_total',
    help: 'What became of messages owed to Slack.',
    labelNames: ['outcome', 'kind'],
    registers,
  });

  return {
    registry,
    handled: (kind, seconds) => handled.observe({ kind }, seconds),
    delivered: (outcome, kind) => delivered.inc({ outcome, kind }),
    watchBacklog(look) {
      const gauge = (name: string, help: string, read: (backlog: Backlog) => number) =>
        new Gauge({
          name,
          help,
          registers,
          async collect() {
            this.set(read(await look()));
          },
        });
      gauge('backline_deliveries_waiting', 'Messages owed to Slack and not yet delivered.', (backlog) => backlog.deliveries);
      gauge('backline_oldest_delivery_seconds', 'How long the oldest of them has waited.', (backlog) => backlog.oldestSeconds);
      gauge('backline_events_waiting', 'Events stored and not yet handled.', (backlog) => backlog.events);
    },
  };
}
