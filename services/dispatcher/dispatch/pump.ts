import { finality } from "../../rules/finality.ts";
import type { Held } from "../claim/held.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { Alarm } from "./alarm.ts";
import { begin } from "./begin.ts";
import { defaultBreakerPolicy } from "./breaker.ts";
import { nextTake, takeEarly } from "./early.ts";
import { Expiring } from "./expiring.ts";
import { Lanes } from "./lanes.ts";
import { Lead } from "./lead.ts";
import { Opener } from "./opener.ts";
import type { Returns } from "./returns.ts";
import type { Secrets } from "./secrets.ts";
import type { Settler } from "./settler.ts";
import { ShownBreakers } from "./shown-breakers.ts";
import { TimerQueue } from "./timer-queue.ts";
import { Wire } from "./wire.ts";

/** Deliveries begun in one statement at most, and how many such statements may run at once. */
const mostBegin = 500;
const mostBeginning = 4;
const retryBeginMs = 100;
/** When the store's time is in doubt nothing moves; it is asked again after this. */
const doubtAgainMs = 100;

/**
 * Moves held deliveries along: from the timer queue, a little before they are due, to their lanes; from there in
 * batches through the begin statement; and at their moment, not before, onto the wire. Events only mark that there
 * is something to do; one tick for each turn of the event loop does it all.
 */
export class Pump {
  readonly #dispatcher: Dispatcher;
  readonly #secrets: Secrets;
  readonly #settler: Settler;
  readonly #returns: Returns;
  readonly #wire: Wire;
  readonly #alarm: Alarm;
  readonly #queue: TimerQueue<Held>;
  readonly #lanes = new Lanes(defaultBreakerPolicy);
  /** Begun a little ahead of their moment. */
  readonly #soon: TimerQueue<Held>;
  readonly #expiring: Expiring;
  readonly #breakers = new ShownBreakers();
  readonly #opener: Opener;
  readonly #lead = new Lead();
  readonly #beginning = new Set<Promise<void>>();
  #beginAgainAt = 0;
  #ticking = false;
  #stopped = false;

  constructor(dispatcher: Dispatcher, secrets: Secrets, settler: Settler, returns: Returns) {
    const { limits } = dispatcher;
    this.#dispatcher = dispatcher;
    this.#secrets = secrets;
    this.#settler = settler;
    this.#opener = new Opener(dispatcher);
    this.#returns = returns;
    this.#alarm = new Alarm(dispatcher.clock, () => this.#tick());
    this.#queue = new TimerQueue(limits.queueRows);
    this.#soon = new TimerQueue(limits.inFlight);
    this.#expiring = new Expiring(settler, limits.queueRows);
    this.#wire = new Wire({
      dispatcher,
      secrets,
      settler,
      lanes: this.#lanes,
      returns,
      onFreed: () => this.#tickSoon(),
    });
  }

  /** Deliveries that have not begun. */
  get waiting(): number {
    return this.#queue.size + this.#lanes.waiting + this.#expiring.size;
  }

  get waitingBacklog(): number {
    return this.#lanes.waitingBacklog;
  }

  get inFlight(): number {
    return this.#wire.open;
  }

  get hasLanes(): boolean {
    return !this.#lanes.isEmpty;
  }

  accept(deliveries: readonly Held[]): void {
    const now = this.#dispatcher.clock.now();
    for (const held of deliveries) {
      if (held.dueAt <= now || !this.#queue.add(held)) this.#lanes.add(held);
    }
    this.#opener.add(deliveries);
    this.#tickSoon();
  }

  /** Gives back what cannot begin soon; called every so often, while there are any lanes. */
  async shed(): Promise<void> {
    const now = this.#dispatcher.clock.now();
    for (const { deliveries, reason, claimAt } of this.#lanes.shed(now, this.#wire.free)) {
      this.#wire.open -= deliveries.filter(({ begunAt }) => begunAt !== null).length;
      await this.#returns.giveUp(deliveries, claimAt, reason);
    }
    await this.#breakers.show(this.#lanes.all(), this.#dispatcher);
    this.#tickSoon();
  }

  /** Takes nothing more, and gives everything back that is not on the wire. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#alarm.off();
    this.#opener.stop();
    this.#wire.stop();
    // What is being begun would be left as if it were on the wire.
    await Promise.allSettled(this.#beginning);
    const waiting = [
      ...this.#queue.takeAll(),
      ...this.#soon.takeAll(),
      ...this.#expiring.takeAll(),
      ...this.#lanes.takeAll(),
    ];
    await this.#returns.giveBack(waiting, 0, null);
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
    if (this.#dispatcher.doubt() !== null) {
      this.#alarm.setFor([now + doubtAgainMs], now);
      return;
    }
    this.#expiring.end(now);
    for (const held of this.#soon.takeDue(now, limits.inFlight)) this.#wire.sendOrLine(held, now);
    const until = this.#lead.until(this.#queue.nextDueAt, now);
    for (const held of until === null ? [] : this.#queue.takeDue(until, limits.queueRows))
      this.#lanes.add(held);
    if (this.#wire.open === 0 && this.#lanes.waiting === 0) {
      const early = takeEarly(this.#queue, now);
      if (early) this.#lanes.add(early);
    }
    const lists = this.#settler.mayBegin(now);
    while (this.#beginning.size < mostBeginning && now >= this.#beginAgainAt) {
      const batch = this.#lanes.takeToBegin(lists, mostBegin, this.#wire.free, now);
      if (batch.length === 0) break;
      this.#wire.open += batch.length;
      const beginning = this.#begin(batch).finally(() => {
        this.#beginning.delete(beginning);
        this.#tickSoon();
      });
      this.#beginning.add(beginning);
    }
    const retryAt = this.#beginAgainAt > now ? this.#beginAgainAt : null;
    this.#alarm.setFor(
      [this.#soon.nextDueAt, this.#expiring.nextDueAt, nextTake(this.#queue, this.#lead, now), retryAt],
      now,
    );
  }

  async #begin(batch: readonly Held[]): Promise<void> {
    const { clock, log } = this.#dispatcher;
    const sentAt = clock.monotonic();
    try {
      const result = await begin(this.#dispatcher, this.#secrets, batch);
      const now = clock.now();
      this.#lead.note(clock.monotonic() - sentAt);
      for (const held of result.begun) {
        held.begunAt = now;
        held.startBy = sentAt + finality.startsWithinMs;
        if (held.dueAt <= now || !this.#soon.add(held)) this.#wire.sendOrLine(held, now);
      }
      const { waiting, unsigned, overlapped, expired, lost, busy, changed } = result;
      this.#wire.leave([...waiting, ...unsigned, ...overlapped, ...expired, ...lost, ...busy, ...changed]);
      for (const blockMs of this.#lanes.block(busy, now)) clock.after(blockMs, () => this.#tickSoon());
      this.#expiring.add(expired, now);
      for (const { claimed } of overlapped) this.#settler.addUnsent(claimed, "skipped", "overlap");
      this.#returns.lose(lost);
      void this.#returns.postpone(result, now);
    } catch (error) {
      const now = clock.now();
      log.error({ err: error, deliveries: batch.length }, "begin failed");
      this.#beginAgainAt = now + retryBeginMs;
      const back = batch.filter(({ begunAt }) => begunAt === null);
      this.#wire.leave(back);
      for (const held of back) this.#lanes.add(held);
    }
  }
}
