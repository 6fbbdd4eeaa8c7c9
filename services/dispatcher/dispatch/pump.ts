import { defaultBreakerPolicy } from "../breaker.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { TimerQueue } from "../timer-queue.ts";
import { begin } from "./begin.ts";
import { fire } from "./fire.ts";
import { giveBack } from "./give-back.ts";
import { type Held, isStale } from "./held.ts";
import type { Lane } from "./lane.ts";
import { Lanes } from "./lanes.ts";
import { Lead } from "./lead.ts";
import type { Secrets } from "./secrets.ts";
import type { Settler } from "./settler.ts";
import { ShownBreakers } from "./shown-breakers.ts";

/** Deliveries begun in one statement at most, and how many such statements may run at once. */
const mostBegin = 500;
const mostBeginning = 2;
const retryBeginMs = 100;
/** An occurrence that waits for an earlier one looks again after this. */
const overlapAgainMs = 500;
/** How early a delivery may go that may. */
const earlyMs = 300;
/** A profile whose places are all taken is tried again after this. */
const busyAgainMs = 25;

/** Who hears of deliveries that are no longer held, though nothing was settled. */
export type OnGone = (deliveries: readonly Held[]) => void;

/**
 * Moves held deliveries along: from the timer queue, a little before they are due, to their lanes; from there in
 * batches through the begin statement; and at their moment, not before, onto the wire. Events only mark that there
 * is something to do; one tick for each turn of the event loop does it all.
 */
export class Pump {
  readonly #dispatcher: Dispatcher;
  readonly #secrets: Secrets;
  readonly #settler: Settler;
  readonly #onGone: OnGone;
  readonly #queue: TimerQueue<Held>;
  readonly #lanes = new Lanes(defaultBreakerPolicy);
  /** Begun a little ahead of their moment. */
  readonly #soon: TimerQueue<Held>;
  readonly #breakers = new ShownBreakers();
  readonly #lead = new Lead();
  readonly #beginning = new Set<Promise<void>>();
  #open = 0;
  #beginAgainAt = 0;
  #ticking = false;
  #timer: { at: number; callOff: () => void } | null = null;
  #stopped = false;

  constructor(dispatcher: Dispatcher, secrets: Secrets, settler: Settler, onGone: OnGone) {
    const { limits } = dispatcher;
    this.#dispatcher = dispatcher;
    this.#secrets = secrets;
    this.#settler = settler;
    this.#onGone = onGone;
    this.#queue = new TimerQueue({ maxRows: limits.queueRows, maxBytes: Number.POSITIVE_INFINITY });
    this.#soon = new TimerQueue({ maxRows: limits.inFlight, maxBytes: Number.POSITIVE_INFINITY });
  }

  /** Deliveries that have not begun. */
  get waiting(): number {
    return this.#queue.size + this.#lanes.waiting;
  }

  get waitingBacklog(): number {
    return this.#lanes.waitingBacklog;
  }

  get inFlight(): number {
    return this.#open;
  }

  accept(deliveries: readonly Held[]): void {
    const now = this.#dispatcher.clock.now();
    for (const held of deliveries) {
      if (held.dueAt <= now || !this.#queue.add(held)) this.#lanes.add(held, now);
    }
    this.#tickSoon();
  }

  /** Gives back what cannot begin soon; called every so often. */
  async shed(): Promise<void> {
    for (const { deliveries, reason, claimAt } of this.#lanes.shed(this.#dispatcher.clock.now())) {
      this.#open -= deliveries.filter(({ begunAt }) => begunAt !== null).length;
      await this.#giveBack(deliveries, claimAt, reason);
    }
    await this.#breakers.show(this.#lanes.all(), this.#dispatcher);
    this.#tickSoon();
  }

  /** Takes nothing more, and gives everything back that is not on the wire. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.callOff();
    // What is being begun would be left as if it were on the wire.
    await Promise.allSettled(this.#beginning);
    await this.#giveBack(
      [...this.#queue.takeAll(), ...this.#soon.takeAll(), ...this.#lanes.takeAll()],
      0,
      null,
    );
  }

  async #giveBack(deliveries: readonly Held[], claimAt: number, reason: string | null): Promise<void> {
    await giveBack(
      this.#dispatcher,
      deliveries.map(({ claimed }) => claimed),
      claimAt,
      reason,
    );
    this.#onGone(deliveries);
  }

  #tickSoon(): void {
    if (this.#ticking || this.#stopped) return;
    this.#ticking = true;
    setImmediate(() => {
      this.#ticking = false;
      this.#tick();
    });
  }

  #tick(): void {
    if (this.#stopped) return;
    const { clock, limits } = this.#dispatcher;
    const now = clock.now();
    for (const held of this.#soon.takeDue(now, limits.inFlight)) this.#sendOrLine(held, now);
    for (const held of this.#queue.takeDue(now + this.#lead.ms, limits.queueRows)) this.#lanes.add(held, now);
    if (this.#open === 0 && this.#lanes.waiting === 0) this.#takeEarly(now);
    while (this.#beginning.size < mostBeginning && now >= this.#beginAgainAt) {
      const batch = this.#lanes.takeToBegin(Math.min(mostBegin, limits.inFlight - this.#open), now);
      if (batch.length === 0) break;
      this.#open += batch.length;
      const beginning = this.#begin(batch).finally(() => {
        this.#beginning.delete(beginning);
        this.#tickSoon();
      });
      this.#beginning.add(beginning);
    }
    this.#arm(now);
  }

  /** With nothing else to do, the next delivery goes now if it may go early. */
  #takeEarly(now: number): void {
    const [held] = this.#queue.takeDue(now + earlyMs, 1);
    if (!held) return;
    const early = held.claimed.earlyFire && held.claimed.attemptCount === 0;
    if (early) this.#lanes.add({ ...held, dueAt: now }, now);
    else this.#queue.add(held);
  }

  async #begin(batch: readonly Held[]): Promise<void> {
    const { clock, log } = this.#dispatcher;
    const startedAt = clock.now();
    try {
      const result = await begin(this.#dispatcher, this.#secrets, batch);
      const now = clock.now();
      this.#lead.note(now - startedAt);
      for (const held of result.begun) {
        held.begunAt = now;
        if (held.dueAt <= now || !this.#soon.add(held)) this.#sendOrLine(held, now);
      }
      const { waiting, overlapped, expired, lost, busy } = result;
      this.#leave([...waiting, ...overlapped, ...expired, ...lost, ...busy], now);
      this.#tryAgain(busy, now);
      for (const { claimed } of expired) this.#settler.addUnsent(claimed, "expired", null);
      for (const { claimed } of overlapped) this.#settler.addUnsent(claimed, "skipped", "overlap");
      this.#onGone(lost);
      void this.#giveUp(waiting, now + overlapAgainMs, "overlap");
    } catch (error) {
      const now = clock.now();
      log.error({ err: error, deliveries: batch.length }, "begin failed");
      this.#beginAgainAt = now + retryBeginMs;
      const back = batch.filter(({ begunAt }) => begunAt === null);
      this.#leave(back, now);
      for (const held of back) this.#lanes.add(held, now);
    }
  }

  /** Back to their lanes, which wait a little for a place that another dispatcher frees. */
  #tryAgain(busy: readonly Held[], now: number): void {
    for (const held of busy) {
      const lane = this.#lanes.of(held, now);
      lane.add(held);
      lane.blockedUntil = now + busyAgainMs;
    }
    if (busy.length > 0) this.#dispatcher.clock.after(busyAgainMs, () => this.#tickSoon());
  }

  /** They are no longer about to begin. */
  #leave(deliveries: readonly Held[], now: number): void {
    this.#open -= deliveries.length;
    for (const held of deliveries) this.#lanes.of(held, now).beginning--;
  }

  /** Sends a begun delivery whose moment has come, or puts it in its lane's line for the next free place. */
  #sendOrLine(held: Held, now: number): void {
    const lane = this.#lanes.of(held, now);
    lane.beginning--;
    if (isStale(held, now)) this.#takeBack(held);
    else if (lane.hasPlace && !this.#stopped) void this.#send(held, now);
    else lane.line(held, now);
  }

  /** Begun and not to be sent any more: goes back without the attempt, unless somebody else has it. */
  #takeBack(held: Held): void {
    this.#open--;
    void this.#giveUp([held], 0, null);
  }

  /** Gives back what nobody waits for; should the store be away, the leases run out. */
  async #giveUp(deliveries: readonly Held[], claimAt: number, reason: string | null): Promise<void> {
    if (deliveries.length === 0) return;
    try {
      await this.#giveBack(deliveries, claimAt, reason);
    } catch (error) {
      this.#onGone(deliveries);
      this.#dispatcher.log.error({ err: error, deliveries: deliveries.length }, "not given back");
    }
  }

  async #send(held: Held, now: number): Promise<void> {
    const lane = this.#lanes.of(held, now);
    lane.inFlight++;
    const { settlement, reached } = await fire(
      this.#dispatcher,
      held,
      this.#secrets.of(held.claimed.projectId) ?? [],
    );
    this.#settler.add(settlement);
    this.#open--;
    const endedAt = this.#dispatcher.clock.now();
    const next = lane.finish(reached, endedAt);
    this.#sendNext(lane, next, endedAt);
    this.#tickSoon();
  }

  #sendNext(lane: Lane, first: Held | undefined, now: number): void {
    let next = first;
    for (; next && isStale(next, now); next = lane.takeBegun()) this.#takeBack(next);
    if (next && !this.#stopped) void this.#send(next, now);
    else if (next) lane.line(next, now);
  }

  /** One timer for whatever comes first. */
  #arm(now: number): void {
    const moments = [
      this.#soon.nextDueAt,
      this.#nextTake(now),
      this.#beginAgainAt > now ? this.#beginAgainAt : null,
    ];
    const at = Math.min(...moments.map((moment) => moment ?? Number.POSITIVE_INFINITY));
    if (this.#timer?.at === at) return;
    this.#timer?.callOff();
    this.#timer =
      at === Number.POSITIVE_INFINITY
        ? null
        : { at, callOff: this.#dispatcher.clock.after(at - now, () => this.#onTimer()) };
  }

  /** When the first of the queue is to be taken, be it for going early; null: nothing waits there. */
  #nextTake(now: number): number | null {
    const dueAt = this.#queue.nextDueAt;
    if (dueAt === null) return null;
    return now < dueAt - earlyMs ? dueAt - earlyMs : dueAt - this.#lead.ms;
  }

  #onTimer(): void {
    this.#timer = null;
    this.#tick();
  }
}
