import type { What } from './settled';

/** What the engine counts; somebody else draws it. */
export interface DeliveryMetrics {
  /** One row of this kind was settled in this way. */
  delivered(what: What, kind: string): void;
}

export const noMetrics: DeliveryMetrics = { delivered: () => {} };
