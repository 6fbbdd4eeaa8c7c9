import { type Loop, startLoop } from "../../runtime/loop.ts";
import { type SettledDelivery, type Settlement, settleDeliveries } from "../../store/for-dispatcher.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { measured } from "../figures.ts";

/** Settlements of one transaction at most. */
const mostRows = 500;
/**
 * What ends within this time of the first settlement goes with it, unless nothing else is under way. At a steady 1,000 a
 * second most of what a delivery costs is the statements of its batch.
 */
const gatherMs = 10;
const idleMs = 60_000;
/**
 * Transactions at once: the store works on one while this process, busy with sending, gets to the answer of another. One
 * of them takes what there is, the others only batches that are full.
 */
const mostWriting = 6;
/**
 * An outcome that has waited to be written for longer than this shows that more is sent than the store can take. What is
 * overdue gives way first.
 */
const longestLagMs = { onTime: 1_000, backlog: 250 };

/** A batch that is being written, and since when the oldest of it has waited. */
interface Writing {
  readonly rows: number;
  readonly since: number;
}

/**
 * Writes outcomes in batches, a few at a time: what ends while one is written makes the next. While the
 * store is away they are kept, since they are all that tells what happened; the bound on attempts in flight
 * and the leases bound them.
 */
export class Settler {
  readonly #dispatcher: Dispatcher;
  readonly #pending: Settlement[] = [];
  readonly #loops: readonly Loop[];
  #onEmpty: (() => void) | null = null;
  readonly #writing = new Set<Writing>();
  /** Since when the oldest of those that wait has done so. */
  #waitingSince = 0;
  readonly #attemptsUnderWay: () => number;
  readonly #afterSettling: (settled: readonly Settlement[]) => void;

  /** @param afterSettling told of each batch once it is durable */
  constructor(
    dispatcher: Dispatcher,
    attemptsUnderWay: () => number,
    afterSettling: (settled: readonly Settlement[]) => void,
  ) {
    this.#dispatcher = dispatcher;
    this.#attemptsUnderWay = attemptsUnderWay;
    this.#afterSettling = afterSettling;
    this.#loops = Array.from({ length: mostWriting }, (_, index) =>
      startLoop({
        name: "settle",
        clock: dispatcher.clock,
        log: dispatcher.log,
        runOnce: () => this.#writeBatch(index === 0 ? 1 : mostRows),
      }),
    );
  }

  get size(): number {
    let rows = this.#pending.length;
    for (const writing of this.#writing) rows += writing.rows;
    return rows;
  }

  /**
   * Which deliveries may begin: none when outcomes have waited for long, as all of them would be sent again should this
   * process die.
   */
  mayBegin(now: number): readonly ("onTime" | "backlog")[] {
    let oldest = this.#pending.length > 0 ? this.#waitingSince : now;
    for (const { since } of this.#writing) oldest = Math.min(oldest, since);
    return (["onTime", "backlog"] as const).filter((list) => now - oldest <= longestLagMs[list]);
  }

  add(settlement: Settlement): void {
    if (this.#pending.length === 0) this.#waitingSince = this.#dispatcher.clock.now();
    this.#pending.push(settlement);
    // One that is at work goes on by itself; a full batch does not wait for it.
    if (this.#pending.length === 1) this.#loops[0]?.wake();
    if (this.#pending.length === mostRows) for (const loop of this.#loops) loop.wake();
  }

  /** For a held delivery that ends before an attempt began. */
  addUnsent(delivery: SettledDelivery, state: "expired" | "skipped", reason: string | null): void {
    this.add({ delivery, state, reason, nextAttemptAt: null, attempt: null });
  }

  /** Waits until everything is written, at most until the signal aborts; then writes no more. */
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

  /** @param fewest below that many it writes none */
  async #writeBatch(fewest: number): Promise<number> {
    if (this.#pending.length === 0 && this.#writing.size === 0) this.#onEmpty?.();
    if (this.#pending.length < fewest) return idleMs;
    if (this.#pending.length < mostRows && this.#attemptsUnderWay() > 0)
      await gathered(this.#dispatcher, gatherMs);
    const { store, holder, clock, figures } = this.#dispatcher;
    const batch = this.#pending.splice(0, mostRows);
    if (batch.length === 0) return 0;
    const writing = { rows: batch.length, since: this.#waitingSince };
    this.#writing.add(writing);
    this.#waitingSince = clock.now();
    try {
      await measured(
        figures,
        "settle",
        () => settleDeliveries(store, holder, batch, clock.now()),
        () => batch.length,
      );
    } catch (error) {
      this.#pending.unshift(...batch);
      this.#waitingSince = writing.since;
      throw error;
    } finally {
      this.#writing.delete(writing);
    }
    for (const [state, group] of Map.groupBy(batch, (each) => each.state)) {
      figures.settled.add({ state }, group.length);
    }
    this.#afterSettling(batch);
    return 0;
  }
}

function gathered({ clock }: Dispatcher, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(waitMs, resolve);
  });
}
