import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from '../generated/sqlite/client';
import type { Claimed, RestingAt, Seats } from './claim';
import type { DeliveryDeps } from './deps';
import { type Desk, type House, openDesk } from './desk';
import { somethingWaits } from './due';
import { noMetrics } from './metrics';
import { serveLane, serveRedraw, withoutSlack } from './serve';
import type { Settled } from './settled';
import { dialectOf } from './sql';
import { inStep } from './step';
import type { Tuning } from './tuning';
import { recover, takeTurn } from './turn';

export interface Engine {
  /** Works until nothing is due at the clock's now, and answers how many rows were settled. A second caller joins the first. */
  run(): Promise<number>;
  /** Begins nothing more. */
  close(): void;
  /** The run under way, if there is one. */
  running(): Promise<unknown> | null;
}

const noSeats: Seats = { lanes: 0, unhurried: 0, redraws: 0 };

/** Who is at work: how many rows are under way is bounded by these. */
interface Serving {
  redraw: boolean;
  unhurried: boolean;
}

/** While others are under way, results gather for this many times as long as the last transaction took: most of the time belongs to saying. */
const gatherTimes = 4;
const gatherAtLeastMs = 5;
const gatherAtMostMs = 200;

/**
 * It works in turns: a turn is one transaction that writes what became of the rows that came back and claims what is next. Between turns
 * the claimed lanes are served side by side, each in its own order; while a transaction runs, results gather for the next one. So a
 * crowd costs few transactions, and a single message does not wait for a crowd.
 */
export function createEngine(deps: DeliveryDeps, tuning: Tuning): Engine {
  const { log, clock, metrics = noMetrics } = deps;
  const dialect = dialectOf(deps.db);
  const house: House = { deps, tuning, step: inStep() };
  const startedAt = clock.now();

  const back: Settled[] = [];
  const serving = new Set<Serving>();
  let settledSoFar = 0;
  let asked = false;
  let seatsWereFreed = false;
  let turnMs = 0;
  let closed = false;
  let recovered = false;
  let running: Promise<void> | null = null;
  let happened: () => void = () => {};

  async function run(): Promise<number> {
    const before = settledSoFar;
    asked = true;
    happened();
    running ??= work().finally(() => {
      running = null;
    });
    await running;
    return settledSoFar - before;
  }

  async function work(): Promise<void> {
    if (!recovered) await recover(deps, tuning);
    recovered = true;
    while (asked || seatsWereFreed || back.length > 0 || serving.size > 0) {
      if (!asked && serving.size > 0) await gather();
      await turn();
    }
  }

  async function turn(): Promise<void> {
    const seats = asked || seatsWereFreed ? freeSeats() : noSeats;
    asked = false;
    seatsWereFreed = false;
    const results = back.splice(0);
    // Most gestures owe nothing: a look costs them less than a transaction.
    if (results.length === 0 && !(await somethingWaits(deps.db.read))) return;
    if (results.length > 0) await deps.killPoint?.('before-mark');
    const claimedAt = performance.now();
    const claimed = await takeTurn(deps, dialect, tuning, results, seats).catch((error: unknown) => {
      back.unshift(...results);
      throw error;
    });
    turnMs = performance.now() - claimedAt;
    settledSoFar += results.length + claimed.orphans.length;
    // What stood behind them in their lanes may be said now.
    if (claimed.orphans.length > 0) asked = true;
    await dispatch(claimed, claimedAt);
  }

  /** Until a result comes, and a moment longer: results can wait for each other. A caller is served at once. */
  async function gather(): Promise<void> {
    await until(() => asked || back.length > 0 || serving.size === 0);
    if (asked || serving.size === 0) return;
    const ms = Math.min(Math.max(gatherTimes * turnMs, gatherAtLeastMs), gatherAtMostMs);
    await Promise.race([until(() => asked || serving.size === 0), pause(ms)]);
  }

  function until(isSo: () => boolean): Promise<void> {
    if (isSo()) return Promise.resolve();
    return new Promise((resolve) => {
      happened = () => {
        if (isSo()) resolve();
      };
    });
  }

  async function dispatch({ lanes, redraws, holds }: Claimed, claimedAt: number): Promise<void> {
    if (lanes.length + redraws.length === 0) return;
    await deps.killPoint?.('after-claim');
    for (const lane of lanes) {
      const who = { redraw: false, unhurried: lane.rows.some(({ priority }) => priority > 0) };
      serve(who, lane.rows, holds, claimedAt, (desk) => serveLane(desk, lane, { mayGoOn, isRestored, report }));
    }
    for (const row of redraws) {
      serve({ redraw: true, unhurried: true }, [row], holds, claimedAt, (desk) => serveRedraw(desk, row, { mayGoOn, report }));
    }
  }

  function serve(who: Serving, rows: Delivery[], holds: RestingAt[], claimedAt: number, work: (desk: Desk) => Promise<void>): void {
    const desk = deskFor(rows, holds, claimedAt);
    if (!desk) {
      withoutSlack(rows, clock.now(), report);
      seatsWereFreed = true;
      return;
    }

    serving.add(who);
    void work(desk).finally(() => {
      serving.delete(who);
      seatsWereFreed = true;
      happened();
    });
  }

  function deskFor(rows: Delivery[], holds: RestingAt[], claimedAt: number): Desk | null {
    const workspaceId = rows[0]?.workspaceId;
    const ofWorkspace = holds.filter((hold) => hold.workspaceId === workspaceId);
    try {
      return openDesk(house, rows, ofWorkspace, claimedAt);
    } catch (error) {
      log.error({ err: error, workspace: workspaceId }, 'Not connected to a workspace that is owed something');
      return null;
    }
  }

  function freeSeats(): Seats {
    if (closed) return noSeats;
    const lanes = [...serving].filter(({ redraw }) => !redraw);
    return {
      lanes: tuning.lanes + tuning.urgentLanes - lanes.length,
      unhurried: tuning.lanes - lanes.filter(({ unhurried }) => unhurried).length,
      redraws: tuning.lanes - (serving.size - lanes.length),
    };
  }

  const mayGoOn = () => !closed;
  const isRestored = (row: Delivery) => deps.restored === true && row.createdAt < startedAt;

  function report(settled: Settled): void {
    const { row, what, change, trouble } = settled;
    back.push(settled);
    metrics.delivered(what, row.kind);
    const line = { delivery: row.id, kind: row.kind, what, ...(change.lastError && { error: change.lastError }) };
    if (trouble) log.warn(line, 'A message could not be delivered');
    else log.debug(line, 'Delivery');
    happened();
  }

  return {
    run,
    running: () => running,
    close() {
      closed = true;
    },
  };
}
