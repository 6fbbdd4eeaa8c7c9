import { beginDeliveries, releaseDeliveries } from "../../store/for-dispatcher.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { measured } from "../figures.ts";
import { TimerQueue } from "../timer-queue.ts";
import { fire } from "./fire.ts";
import type { Held } from "./held.ts";
import { Lanes } from "./lanes.ts";
import { Lead } from "./lead.ts";
import type { Secrets } from "./secrets.ts";
import type { Settler } from "./settler.ts";

/** Deliveries begun in one statement at most, and how many such statements may run at once. */
const mostBegin = 500;
const mostBeginning = 2;
const retryBeginMs = 100;
/** Begun and without a place for this long: the attempt is taken back. */
const longestBegunMs = 1_000;
/** When a lane that cannot keep up gets its deliveries again. */
const shedForMs = 1_000;

/**
 * Moves held deliveries along: from the timer queue, a little before they are due, to their lanes; from there in
 * batches through the begin statement; and at their moment, not before, onto the wire. Events only mark that there
 * is something to do; one tick for each turn of the event loop does it all.
 */
export class Pump {
  readonly #dispatcher: Dispatcher;
  readonly #secrets: Secrets;
  readonly #settler: Settler;
  readonly #queue: TimerQueue<Held>;
  readonly #lanes: Lanes;
  /** Begun a little ahead of their moment. */
  readonly #soon: TimerQueue<Held>;
  readonly #lead = new Lead();
  #open = 0;
  #beginning = 0;
  #beginAgainAt = 0;
  #ticking = false;
  #timer: { at: number; callOff: () => void } | null = null;
  #stopped = false;

  constructor(dispatcher: Dispatcher, secrets: Secrets, settler: Settler) {
    const { limits } = dispatcher;
    this.#dispatcher = dispatcher;
    this.#secrets = secrets;
    this.#settler = settler;
    this.#queue = new TimerQueue({ maxRows: limits.queueRows, maxBytes: Number.POSITIVE_INFINITY });
    this.#soon = new TimerQueue({ maxRows: limits.inFlight, maxBytes: Number.POSITIVE_INFINITY });
    this.#lanes = new Lanes({ inFlight: limits.inFlightPerOrigin, begunAhead: limits.inFlightPerOrigin });
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
    this.#soonTick();
  }

  /** Gives back what cannot begin soon; called every so often. */
  async shed(): Promise<void> {
    const now = this.#dispatcher.clock.now();
    const shed = this.#lanes.shed(now);
    for (const lane of this.#lanes.all()) {
      while (lane.begun[0] && lane.begun[0].at < now - longestBegunMs) {
        const first = lane.begun.shift();
        if (first) shed.push(first.held);
        this.#open--;
      }
    }
    if (shed.length > 0) await this.#giveBack(shed, now + shedForMs, "concurrency");
  }

  /** Takes nothing more, and gives everything back that is not on the wire. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.callOff();
    const waiting = [...this.#queue.takeAll(), ...this.#lanes.takeWaiting(), ...this.#soon.takeAll()];
    for (const lane of this.#lanes.all()) waiting.push(...lane.begun.splice(0).map(({ held }) => held));
    await this.#giveBack(waiting, 0, null);
  }

  async #giveBack(deliveries: readonly Held[], claimAt: number, reason: string | null): Promise<void> {
    const { store, holder, clock } = this.#dispatcher;
    for (let at = 0; at < deliveries.length; at += mostBegin) {
      const batch = deliveries.slice(at, at + mostBegin);
      await releaseDeliveries(
        store,
        holder,
        batch.map(({ claimed }) => claimed),
        claimAt,
        reason,
        clock.now(),
      );
    }
    this.#onGone(deliveries);
  }

  #onGone: (deliveries: readonly Held[]) => void = () => {};

  /** Who must know of deliveries that are no longer held. */
  set onGone(hear: (deliveries: readonly Held[]) => void) {
    this.#onGone = hear;
  }

  #soonTick(): void {
    if (this.#ticking || this.#stopped) return;
    this.#ticking = true;
    setImmediate(() => {
      this.#ticking = false;
      if (!this.#stopped) this.#tick();
    });
  }

  #tick(): void {
    const { clock, limits } = this.#dispatcher;
    const now = clock.now();
    for (const held of this.#soon.takeDue(now, limits.inFlight)) this.#sendOrLine(held, now);
    for (const held of this.#queue.takeDue(now + this.#lead.ms, limits.queueRows)) this.#lanes.add(held, now);
    while (this.#beginning < mostBeginning && now >= this.#beginAgainAt) {
      const batch = this.#lanes.takeToBegin(Math.min(mostBegin, limits.inFlight - this.#open), now);
      if (batch.length === 0) break;
      this.#open += batch.length;
      void this.#begin(batch);
    }
    this.#arm(now);
  }

  async #begin(batch: readonly Held[]): Promise<void> {
    const { store, holder, clock, figures, log } = this.#dispatcher;
    this.#beginning++;
    const startedAt = clock.now();
    try {
      await this.#secrets.prepare(batch.map(({ claimed }) => claimed.projectId));
      const begun = await measured(
        figures,
        "begin",
        () =>
          beginDeliveries(
            store,
            holder,
            batch.map(({ claimed }) => claimed),
            clock.now(),
          ),
        () => batch.length,
      );
      this.#lead.note(clock.now() - startedAt);
      this.#afterBegin(batch, begun);
    } catch (error) {
      log.error({ err: error, deliveries: batch.length }, "begin failed");
      this.#beginAgainAt = clock.now() + retryBeginMs;
      this.#open -= batch.length;
      for (const held of batch) {
        const lane = this.#lanes.of(held.origin, startedAt);
        lane.beginning--;
        lane.add(held);
      }
    } finally {
      this.#beginning--;
      this.#soonTick();
    }
  }

  #afterBegin(batch: readonly Held[], begun: ReadonlySet<string>): void {
    const { clock } = this.#dispatcher;
    const now = clock.now();
    const lost: Held[] = [];
    for (const held of batch) {
      if (begun.has(held.id)) {
        if (held.dueAt > now && this.#soon.add(held)) continue;
        this.#sendOrLine(held, now);
        continue;
      }
      this.#lanes.of(held.origin, now).beginning--;
      this.#open--;
      if (held.claimed.expiresAt !== null && held.claimed.expiresAt <= now)
        this.#settler.addExpired(held.claimed);
      else lost.push(held);
    }
    if (lost.length > 0) this.#onGone(lost);
  }

  /** Sends a begun delivery whose moment has come, or puts it in its lane's line for the next free place. */
  #sendOrLine(held: Held, now: number): void {
    const lane = this.#lanes.of(held.origin, now);
    lane.beginning--;
    if (lane.hasPlace && !this.#stopped) void this.#send(held, now);
    else lane.begun.push({ held, at: now });
  }

  async #send(held: Held, now: number): Promise<void> {
    const lane = this.#lanes.of(held.origin, now);
    lane.inFlight++;
    const settlement = await fire(this.#dispatcher, held, this.#secrets.of(held.claimed.projectId) ?? []);
    this.#settler.add(settlement);
    this.#open--;
    const endedAt = this.#dispatcher.clock.now();
    lane.finish(endedAt);
    const next = this.#stopped ? undefined : lane.begun.shift();
    if (next) void this.#send(next.held, endedAt);
    this.#soonTick();
  }

  /** One timer for whatever comes first. */
  #arm(now: number): void {
    const { clock } = this.#dispatcher;
    const moments = [
      this.#soon.nextDueAt,
      this.#queue.nextDueAt === null ? null : this.#queue.nextDueAt - this.#lead.ms,
    ];
    if (this.#beginAgainAt > now && this.#lanes.waiting > 0) moments.push(this.#beginAgainAt);
    const at = Math.min(...moments.map((moment) => moment ?? Number.POSITIVE_INFINITY));
    if (this.#timer?.at === at) return;
    this.#timer?.callOff();
    this.#timer =
      at === Number.POSITIVE_INFINITY
        ? null
        : {
            at,
            callOff: clock.after(at - now, () => {
              this.#timer = null;
              if (!this.#stopped) this.#tick();
            }),
          };
  }
}
