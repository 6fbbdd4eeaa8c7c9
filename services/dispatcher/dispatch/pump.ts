import type { Dispatcher } from "../dispatcher.ts";
import { Begins } from "./begins.ts";
import { ShownBreakers } from "./breakers/shown-breakers.ts";
import { endsUnsent, type Held } from "./held.ts";
import { shareOf } from "./lanes/project.ts";
import { Opener } from "./opener.ts";
import { release } from "./release.ts";
import type { Secrets } from "./secrets.ts";
import { Sending } from "./send.ts";
import type { Settler } from "./settle.ts";
import type { Stages } from "./stages.ts";
import { Alarm } from "./timers/alarm.ts";
import { nextTake, takeEarly } from "./timers/early.ts";
import { Lead } from "./timers/lead.ts";
import { TimerQueue } from "./timers/timer-queue.ts";

/** While the store's time is in doubt nothing moves; it is asked again after this. */
const doubtAgainMs = 100;
/**
 * Moves held deliveries along: from the timer queue to their lanes shortly before they are due, then in
 * batches through the begin statement, and at their due time onto the wire. Events only mark that there is
 * work; one tick per turn of the event loop does it.
 */
export class Pump {
  readonly #dispatcher: Dispatcher;
  readonly #stages: Stages;
  readonly #settler: Settler;
  readonly #sending: Sending;
  readonly #alarm: Alarm;
  /** Deliveries leave this queue shortly before they are due. */
  readonly #queue: TimerQueue<Held>;
  /** Deliveries begun ahead of their due time, or waiting for their expiry. */
  readonly #atMoment: TimerQueue<Held>;
  readonly #breakers = new ShownBreakers();
  readonly #opener: Opener;
  readonly #lead = new Lead();
  readonly #begins: Begins;
  #ticking = false;
  #stopped = false;

  constructor(dispatcher: Dispatcher, stages: Stages, secrets: Secrets, settler: Settler) {
    this.#dispatcher = dispatcher;
    this.#stages = stages;
    this.#settler = settler;
    this.#opener = new Opener(dispatcher);
    this.#alarm = new Alarm(dispatcher.clock, () => this.#tick());
    this.#queue = new TimerQueue();
    this.#atMoment = new TimerQueue();
    const wake = () => this.#tickSoon();
    this.#sending = new Sending(dispatcher, stages, secrets, settler, wake);
    this.#begins = new Begins({
      ...{ dispatcher, stages, secrets, settler, lead: this.#lead, wake },
      onBegun: (held, now) => {
        if (held.dueAt <= now) this.#sending.start(held);
        else this.#atMoment.add(held);
      },
    });
    stages.whenLeft(wake);
  }

  /** Takes in claimed deliveries. */
  accept(deliveries: readonly Held[]): void {
    const now = this.#dispatcher.clock.now();
    for (const held of deliveries) {
      this.#stages.enter(held);
      if (endsUnsent(held)) this.#atMoment.add(held);
      else if (held.dueAt > now) this.#queue.add(held);
      else this.#begins.await(held);
    }
    this.#opener.add(deliveries);
    this.#tickSoon();
  }

  /** Releases deliveries that cannot begin soon; called at intervals while there are lanes. */
  async shed(): Promise<void> {
    const now = this.#dispatcher.clock.now();
    this.#stages.forgetIdle(now);
    const lanes = this.#stages.lanes;
    for (const lane of lanes) {
      const { deliveries, reason, claimAt } = lane.shed(now, shareOf(this.#stages.placesFor(lane.project)));
      await release(this.#dispatcher, this.#stages, deliveries, { at: claimAt, reason });
    }
    await this.#breakers.show(lanes, this.#dispatcher);
    this.#tickSoon();
  }

  /** Stops taking deliveries and releases all that are not in flight. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#alarm.off();
    this.#opener.stop();
    this.#sending.stop();
    // Otherwise deliveries in the middle of a begin would be left as if they were in flight.
    await this.#begins.finish();
    const waiting = [
      ...this.#queue.takeAll(),
      ...this.#atMoment.takeAll(),
      ...this.#sending.takeWaiting(),
      ...this.#stages.lanes.flatMap((lane) => lane.takeAll()),
    ];
    await release(this.#dispatcher, this.#stages, waiting, { at: 0, reason: null });
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
    const now = this.#dispatcher.clock.now();
    if (this.#dispatcher.doubt() !== null) {
      this.#alarm.setFor([now + doubtAgainMs], now);
      return;
    }
    for (const held of this.#atMoment.takeDue(now)) {
      if (held.stage === "begun") this.#sending.start(held);
      else this.#settler.addUnsent(held, "expired", null);
    }
    const until = this.#lead.until(this.#queue.nextDueAt, now);
    for (const held of until === null ? [] : this.#queue.takeDue(until)) this.#begins.await(held);
    const early = takeEarly(this.#queue, now);
    if (early) this.#begins.await(early);
    this.#begins.beginAll(now);
    const again = this.#begins.retryAt(now);
    this.#alarm.setFor([this.#atMoment.nextDueAt, nextTake(this.#queue, this.#lead, now), again], now);
  }
}
