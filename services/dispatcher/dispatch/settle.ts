import { type Loop, startLoop } from "../../runtime/process/loop.ts";
import {
  type ClaimedDelivery,
  type DeliveryReason,
  type SettledDelivery,
  type Settlement,
  settleDeliveries,
} from "../../store/for-dispatcher.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { measured } from "../figures.ts";
import { writeSettled } from "./attempt-span.ts";
import type { Held } from "./held.ts";
import type { WaitingList } from "./lanes/lane.ts";
import type { Stages } from "./stages.ts";

/** Settlements per transaction. */
const mostRows = 500;
/**
 * Settlements within this time of the first are written with it, unless nothing else is in flight. At a
 * steady 1,000/s most of a delivery's cost is the statements of its batch.
 */
const gatherMs = 10;
const idleMs = 60_000;
/**
 * Concurrent transactions: the store works on one while this process, busy sending, reads the reply of
 * another. One of them writes any batch, the others only full ones.
 */
const mostWriting = 6;
/**
 * If an outcome has waited longer than this, more is sent than the store can take. Overdue deliveries are
 * stopped first.
 */
const longestLagMs = { onTime: 1_000, backlog: 250 };

/** An outcome and its held delivery; null if that was never taken in. */
export interface Ended {
  readonly settlement: Settlement;
  readonly held: Held | null;
}

/** A batch being written, and since when its oldest outcome has waited. */
interface Writing {
  readonly rows: number;
  readonly since: number;
}

/**
 * Writes outcomes in batches, a few at a time; outcomes that arrive during a write form the next batch.
 * While the store is away they are kept, since they are the only record of what happened; the concurrency
 * limits and the leases bound their number.
 */
export class Settler {
  readonly #dispatcher: Dispatcher;
  readonly #stages: Stages;
  readonly #pending: Ended[] = [];
  readonly #loops: readonly Loop[];
  #onEmpty: (() => void) | null = null;
  readonly #writing = new Set<Writing>();
  /** Since when the oldest waiting outcome has waited. */
  #waitingSince = 0;

  constructor(dispatcher: Dispatcher, stages: Stages) {
    this.#dispatcher = dispatcher;
    this.#stages = stages;
    this.#loops = Array.from({ length: mostWriting }, (_, index) =>
      startLoop({
        name: "settle",
        clock: dispatcher.clock,
        log: dispatcher.log,
        runOnce: () => this.#writeBatch(index === 0 ? 1 : mostRows),
      }),
    );
  }

  /** Number of outcomes not written yet. */
  get size(): number {
    let rows = this.#pending.length;
    for (const writing of this.#writing) rows += writing.rows;
    return rows;
  }

  /**
   * Lists that may begin: none once outcomes have waited for long, since all of them would be sent again if
   * this process crashed.
   */
  mayBegin(now: number): readonly WaitingList[] {
    let oldest = this.#pending.length > 0 ? this.#waitingSince : now;
    for (const { since } of this.#writing) oldest = Math.min(oldest, since);
    return (["onTime", "backlog"] as const).filter((list) => now - oldest <= longestLagMs[list]);
  }

  /** Adds the outcome of an attempt. */
  add(held: Held, settlement: Settlement): void {
    this.#stages.move(held, "settling");
    this.#push({ settlement, held });
  }

  /** Ends a held delivery without an attempt. */
  addUnsent(held: Held, state: "expired" | "skipped", reason: DeliveryReason | null): void {
    this.add(held, unsent(held.claimed, state, reason));
  }

  /** Ends claimed deliveries that were never taken in. */
  addClaimed(
    claimed: readonly ClaimedDelivery[],
    state: "expired" | "skipped",
    reason: DeliveryReason | null,
  ): void {
    for (const delivery of claimed) this.#push({ settlement: unsent(delivery, state, reason), held: null });
  }

  /** Waits until everything is written or the signal aborts, then stops writing. */
  async drain(signal: AbortSignal): Promise<void> {
    if (this.size > 0 && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#onEmpty = resolve;
        signal.addEventListener("abort", () => resolve(), { once: true });
        for (const loop of this.#loops) loop.wake();
      });
    }
    await Promise.all(this.#loops.map((loop) => loop.stop()));
  }

  #push(ended: Ended): void {
    if (this.#pending.length === 0) this.#waitingSince = this.#dispatcher.clock.now();
    this.#pending.push(ended);
    // A running loop continues by itself; a full batch does not wait for it.
    if (this.#pending.length === 1) this.#loops[0]?.wake();
    if (this.#pending.length === mostRows) for (const loop of this.#loops) loop.wake();
  }

  /** @param fewest writes nothing if fewer wait */
  async #writeBatch(fewest: number): Promise<number> {
    if (this.#pending.length === 0 && this.#writing.size === 0) this.#onEmpty?.();
    if (this.#pending.length < fewest) return idleMs;
    if (this.#pending.length < mostRows && this.#stages.total.open > 0)
      await gathered(this.#dispatcher, gatherMs);
    const { store, holder, clock, figures, tracer } = this.#dispatcher;
    const batch = this.#pending.splice(0, mostRows);
    if (batch.length === 0) return 0;
    const writing = { rows: batch.length, since: this.#waitingSince };
    this.#writing.add(writing);
    this.#waitingSince = clock.now();
    const sentAt = clock.now();
    const settlements = batch.map(({ settlement }) => settlement);
    try {
      await measured(
        figures,
        "settle",
        () => settleDeliveries(store, holder, settlements, clock.now()),
        () => batch.length,
      );
    } catch (error) {
      this.#pending.unshift(...batch);
      this.#waitingSince = writing.since;
      throw error;
    } finally {
      this.#writing.delete(writing);
    }
    if (tracer) writeSettled(tracer, batch, { from: sentAt, to: clock.now() });
    for (const [state, group] of Map.groupBy(settlements, (each) => each.state)) {
      figures.settled.add({ state }, group.length);
    }
    for (const { held, settlement } of batch) if (held) this.#stages.leave(held, settlement.nextAttemptAt);
    return 0;
  }
}

function unsent(
  delivery: SettledDelivery,
  state: "expired" | "skipped",
  reason: DeliveryReason | null,
): Settlement {
  return { delivery, state, reason, nextAttemptAt: null, attempt: null };
}

function gathered({ clock }: Dispatcher, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(waitMs, resolve);
  });
}
