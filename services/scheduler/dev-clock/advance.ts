import { randomBytes } from "node:crypto";
import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { type Clock, sleep } from "../../runtime/time/clock.ts";
import * as store from "../../store/for-scheduler.ts";
import type { DevClock } from "./dev-clock.ts";

/** Real time that a call may take; less than the deadline of its RPC. */
const mostMs = 7_000;
/** A call that died keeps others from moving the clock for this long. */
const leaseMs = 3_000;
/** Time between two looks at what is still to be done. */
const lookEveryMs = 3;

/**
 * Moves the clock to `target`, in steps: to each instant at which something is due, where it waits until that is done.
 * Ends early when its time is up; another call goes on where this one ended.
 *
 * @returns true if the clock is at `target` and everything due is done
 * @throws ServiceError `dev_clock_busy` if another call moves it
 */
export async function advanceTo(
  handle: store.Store,
  { moved, real }: DevClock,
  target: number,
): Promise<boolean> {
  const steps = new Steps(handle, real);
  await steps.take();
  try {
    for (;;) {
      if (!(await steps.untilDone())) return false;
      const now = real.now() + steps.aheadMs;
      if (now >= target) return true;
      await steps.moveTo(Math.min(await steps.next(now), target));
    }
  } finally {
    await steps.release();
    // This process notices at once; the answer names the time by its clock.
    moved.move(steps.aheadMs);
  }
}

/** One call's way to its target. */
class Steps {
  /** By how much the clock is ahead now. */
  aheadMs = 0;
  readonly #store: store.Store;
  readonly #real: Clock;
  readonly #mover = randomBytes(16);
  readonly #endsAt: number;
  #takenAt = 0;
  /** True if what waits was looked at since the last event. */
  #hasLooked = false;

  constructor(handle: store.Store, real: Clock) {
    this.#store = handle;
    this.#real = real;
    this.#endsAt = real.monotonic() + mostMs;
  }

  async take(): Promise<void> {
    if (!(await store.takeDevClock(this.#store, this.#mover, leaseMs))) throw busy();
    this.#takenAt = this.#real.monotonic();
    this.aheadMs = (await store.readDevClock(this.#store)).aheadMs;
  }

  release(): Promise<void> {
    return store.releaseDevClock(this.#store, this.#mover);
  }

  /** Waits until all processes go by the clock and nothing is due. @returns false when the time is up */
  async untilDone(): Promise<boolean> {
    for (;;) {
      if (await this.#isDone()) return true;
      if (this.#real.monotonic() >= this.#endsAt) return false;
      await this.#keep();
      await sleep(this.#real, lookEveryMs);
    }
  }

  async #isDone(): Promise<boolean> {
    return (
      (await store.isDevClockSeenByAll(this.#store, this.aheadMs)) &&
      (await store.isQuietAt(this.#store, this.#real.now() + this.aheadMs))
    );
  }

  /**
   * The next instant to stop at. What waits for something else, such as an earlier occurrence, is looked at again once
   * after each event, rather than every half second of a month.
   */
  async next(now: number): Promise<number> {
    const { eventAt, lookAt } = await store.findNextDue(this.#store, now);
    const event = eventAt ?? Number.POSITIVE_INFINITY;
    if (lookAt !== null && !this.#hasLooked && lookAt < event) {
      this.#hasLooked = true;
      return lookAt;
    }
    this.#hasLooked = false;
    return event;
  }

  async moveTo(instant: number): Promise<void> {
    await this.#keep();
    // Real time goes on, so it may be there already.
    const aheadMs = Math.max(instant - this.#real.now(), this.aheadMs);
    if (!(await store.moveDevClock(this.#store, this.#mover, aheadMs))) throw busy();
    this.aheadMs = aheadMs;
  }

  async #keep(): Promise<void> {
    if (this.#real.monotonic() - this.#takenAt < leaseMs / 3) return;
    await this.take();
  }
}

function busy(): ServiceError<ErrorCode> {
  return new ServiceError("dev_clock_busy", "Another call moves the clock: call again when it has answered.");
}
