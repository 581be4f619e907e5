import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Backlog } from './delivery/backlog';
import type { DeliveryMetrics } from './delivery/metrics';

/** What Backline counts about itself. Labels are kinds and outcomes, never ids of people, channels or workspaces. */
export interface Metrics extends DeliveryMetrics {
  /** An interaction of this sort was handled: seconds from its arrival to the end of its handler. */
  handled(sort: string, seconds: number): void;
  /** Sets what is read from the database when somebody asks. */
  observe(state: Observed): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  contentType: string;
}

export interface Observed {
  delivery: Backlog;
  oldestSeconds: number;
  inbox: { waiting: number; dead: number };
  connected: boolean;
}

/** `processFigures`: memory, event loop and garbage collection too; once in a process. */
export function createMetrics({ processFigures = false } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (processFigures) collectDefaultMetrics({ register: registry, prefix: 'backline_' });

  const deliveries = new Counter({
    name: 'backline_deliveries_total',
    help: 'Messages, cards and states owed to Slack, by what became of one attempt',
    labelNames: ['outcome', 'kind'],
    registers,
  });
  const interactions = new Histogram({
    name: 'backline_interaction_seconds',
    help: 'From the arrival of an interaction to the end of its handler',
    labelNames: ['sort'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10],
    registers,
  });
  const gauge = (name: string, help: string) => new Gauge({ name: `backline_${name}`, help, registers });
  const waiting = gauge('deliveries_waiting', 'Owed to Slack and not said yet');
  const oldest = gauge('deliveries_oldest_seconds', 'Age of the oldest of these');
  const stale = gauge('cards_stale', 'Cards in Slack that do not show what their record says');
  const dead = gauge('deliveries_dead', 'Given up: an admin has to mend something');
  const doubtful = gauge('deliveries_doubtful', 'Of these, those that may have been said all the same');
  const eventsWaiting = gauge('events_waiting', 'Events of Slack that are stored and not handled yet');
  const eventsDead = gauge('events_dead', 'Events that could not be handled');
  const connected = gauge('slack_connected', '1 when at least one connection to Slack is open');

  return {
    delivered: (outcome, kind) => deliveries.inc({ outcome, kind }),
    handled: (sort, seconds) => interactions.observe({ sort }, seconds),
    observe({ delivery, oldestSeconds, inbox, connected: isConnected }) {
      waiting.set(delivery.waiting);
      oldest.set(oldestSeconds);
      stale.set(delivery.stale);
      dead.set(delivery.dead);
      doubtful.set(delivery.doubtful);
      eventsWaiting.set(inbox.waiting);
      eventsDead.set(inbox.dead);
      connected.set(isConnected ? 1 : 0);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
