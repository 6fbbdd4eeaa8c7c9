import type { Dispatcher } from "../dispatcher.ts";
import { type Held, isStale } from "./held.ts";
import type { Lane } from "./lanes/lane.ts";
import { LateStarts } from "./late-starts.ts";
import { makeAttempt } from "./make-attempt.ts";
import { openHeld } from "./opener.ts";
import { release } from "./release.ts";
import type { Secrets } from "./secrets.ts";
import type { Settler } from "./settle.ts";
import type { Stages } from "./stages.ts";
import { Starts } from "./starts.ts";

/** Sends begun deliveries as their lanes have places, and passes their outcomes on. */
export class Sending {
  readonly #dispatcher: Dispatcher;
  readonly #stages: Stages;
  readonly #secrets: Secrets;
  readonly #settler: Settler;
  readonly #lateStarts: LateStarts;
  readonly #onFreed: () => void;
  #stopped = false;
  readonly #starts = new Starts((held) => this.#sendOrQueue(held));
  /** Released together at the end of this turn of the event loop. */
  readonly #withdrawn: Held[] = [];

  /** @param onFreed called when an attempt has ended and its place is free */
  constructor(
    dispatcher: Dispatcher,
    stages: Stages,
    secrets: Secrets,
    settler: Settler,
    onFreed: () => void,
  ) {
    this.#dispatcher = dispatcher;
    this.#stages = stages;
    this.#secrets = secrets;
    this.#settler = settler;
    this.#lateStarts = new LateStarts(dispatcher, secrets);
    this.#onFreed = onFreed;
  }

  /** Starts no more; attempts in flight continue. */
  stop(): void {
    this.#stopped = true;
  }

  /** Takes a begun delivery that is due. */
  start(held: Held): void {
    this.#starts.add(held);
  }

  /** Takes the begun deliveries that have neither started nor wait in their lane. */
  takeWaiting(): Held[] {
    return this.#starts.takeAll();
  }

  /** Sends it, or queues it for its lane's next free place. */
  #sendOrQueue(held: Held): void {
    const { lane } = held;
    if (lane === null) return;
    if (this.#isStale(held)) this.#withdraw(held);
    else if (lane.hasPlace && !this.#stopped) void this.#send(held, lane);
    else lane.begunQueue.add(held, this.#dispatcher.clock.now());
  }

  async #send(held: Held, lane: Lane): Promise<void> {
    this.#stages.move(held, "sending");
    const secrets = this.#secrets.of(held.claimed.projectId) ?? [];
    held.signedBy = held.profile?.secrets ? null : secrets;
    if (held.marks) held.marks.calledAt = this.#dispatcher.clock.now();
    const attempt = await makeAttempt(this.#dispatcher, held, {
      content: openHeld(this.#dispatcher, held),
      secrets,
      window: this.#lateStarts.windowOf(held),
      connections: lane.key,
    });
    const now = this.#dispatcher.clock.now();
    if (attempt === null) {
      this.#withdraw(held);
    } else {
      this.#settler.add(held, attempt.settlement);
      lane.finish(attempt.reached, now);
    }
    this.#sendNext(lane);
    this.#onFreed();
  }

  #sendNext(lane: Lane): void {
    while (lane.hasPlace && !this.#stopped) {
      const next = lane.begunQueue.take();
      if (!next) return;
      this.#sendOrQueue(next);
    }
  }

  #isStale(held: Held): boolean {
    return isStale(held, this.#dispatcher.clock.monotonic());
  }

  /**
   * Releases a begun delivery that must not be sent, without its attempt, unless another dispatcher holds
   * it.
   */
  #withdraw(held: Held): void {
    // At once, because its place is free.
    this.#stages.move(held, "settling");
    this.#withdrawn.push(held);
    if (this.#withdrawn.length > 1) return;
    setImmediate(() => {
      const deliveries = this.#withdrawn.splice(0);
      void release(this.#dispatcher, this.#stages, deliveries, { at: 0, reason: null });
    });
  }
}
