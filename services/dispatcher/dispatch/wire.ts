import type { Dispatcher } from "../dispatcher.ts";
import { fire } from "./fire.ts";
import { type Held, isStale } from "./held.ts";
import type { Lane } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
import { LateStarts } from "./late-starts.ts";
import type { Returns } from "./returns.ts";
import type { Secrets } from "./secrets.ts";
import type { Settler } from "./settler.ts";

/** What the wire works with. */
export interface WireParts {
  readonly dispatcher: Dispatcher;
  readonly secrets: Secrets;
  readonly settler: Settler;
  readonly lanes: Lanes;
  readonly returns: Returns;
  /** An attempt has ended, so there is room for another. */
  onFreed(): void;
}

/** Puts begun deliveries on the wire as their lanes have places, and hands on what came of them. */
export class Wire {
  readonly #parts: WireParts;
  readonly #lateStarts: LateStarts;
  #stopped = false;
  /** Go back together, at the end of this turn of the event loop. */
  readonly #stale: Held[] = [];
  /** Deliveries that are about to begin, have begun, or are in flight. */
  open = 0;

  constructor(parts: WireParts) {
    this.#parts = parts;
    this.#lateStarts = new LateStarts(parts.dispatcher, parts.secrets);
  }

  /** How many more there may be. */
  get free(): number {
    return this.#parts.dispatcher.limits.inFlight - this.open;
  }

  /** They are no longer about to begin. */
  leave(deliveries: readonly Held[]): void {
    this.open -= deliveries.length;
    for (const held of deliveries) this.#parts.lanes.of(held).beginning--;
  }

  /** Sends nothing more; what is in flight goes on. */
  stop(): void {
    this.#stopped = true;
  }

  /** Sends a begun delivery whose moment has come, or puts it in its lane's line for the next free place. */
  sendOrLine(held: Held, now: number): void {
    const lane = this.#parts.lanes.of(held);
    lane.beginning--;
    if (this.#isStale(held)) this.#takeBack(held);
    else if (lane.hasPlace && !this.#stopped) void this.#send(held);
    else lane.line(held, now);
  }

  async #send(held: Held): Promise<void> {
    const { dispatcher, secrets, settler, lanes } = this.#parts;
    const lane = lanes.of(held);
    lane.inFlight++;
    const signing = secrets.of(held.claimed.projectId) ?? [];
    held.signedBy = held.profile?.secrets ? null : signing;
    const fired = await fire(dispatcher, held, signing, this.#lateStarts.windowOf(held));
    const endedAt = dispatcher.clock.now();
    if (fired === null) {
      this.#takeBack(held);
      this.#sendNext(lane, lane.leave(), endedAt);
    } else {
      settler.add(fired.settlement);
      this.open--;
      this.#sendNext(lane, lane.finish(fired.reached, endedAt), endedAt);
    }
    this.#parts.onFreed();
  }

  #sendNext(lane: Lane, first: Held | undefined, now: number): void {
    let next = first;
    for (; next && this.#isStale(next); next = lane.takeBegun()) this.#takeBack(next);
    if (next && !this.#stopped) void this.#send(next);
    else if (next) lane.line(next, now);
  }

  #isStale(held: Held): boolean {
    return isStale(held, this.#parts.dispatcher.clock.monotonic());
  }

  /** Begun and not to be sent any more: goes back without the attempt, unless somebody else has it. */
  #takeBack(held: Held): void {
    this.open--;
    this.#stale.push(held);
    if (this.#stale.length > 1) return;
    setImmediate(() => void this.#parts.returns.giveUp(this.#stale.splice(0), 0, null));
  }
}
