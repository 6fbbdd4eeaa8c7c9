import type { Dispatcher } from "../dispatcher.ts";
import { fire } from "./fire.ts";
import { type Held, isStale } from "./held.ts";
import type { Lane } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
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
  #stopped = false;
  /** Go back together, at the end of this turn of the event loop. */
  readonly #stale: Held[] = [];
  /** Deliveries that are about to begin, have begun, or are in flight. */
  open = 0;

  constructor(parts: WireParts) {
    this.#parts = parts;
  }

  /** How many more there may be. */
  get free(): number {
    return this.#parts.dispatcher.limits.inFlight - this.open;
  }

  /** Sends nothing more; what is in flight goes on. */
  stop(): void {
    this.#stopped = true;
  }

  /** Sends a begun delivery whose moment has come, or puts it in its lane's line for the next free place. */
  sendOrLine(held: Held, now: number): void {
    const lane = this.#parts.lanes.of(held);
    lane.beginning--;
    if (isStale(held, now)) this.#takeBack(held);
    else if (lane.hasPlace && !this.#stopped) void this.#send(held);
    else lane.line(held, now);
  }

  async #send(held: Held): Promise<void> {
    const { dispatcher, secrets, settler, lanes } = this.#parts;
    const lane = lanes.of(held);
    lane.inFlight++;
    const { settlement, reached } = await fire(dispatcher, held, secrets.of(held.claimed.projectId) ?? []);
    settler.add(settlement);
    this.open--;
    const endedAt = dispatcher.clock.now();
    this.#sendNext(lane, lane.finish(reached, endedAt), endedAt);
    this.#parts.onFreed();
  }

  #sendNext(lane: Lane, first: Held | undefined, now: number): void {
    let next = first;
    for (; next && isStale(next, now); next = lane.takeBegun()) this.#takeBack(next);
    if (next && !this.#stopped) void this.#send(next);
    else if (next) lane.line(next, now);
  }

  /** Begun and not to be sent any more: goes back without the attempt, unless somebody else has it. */
  #takeBack(held: Held): void {
    this.open--;
    this.#stale.push(held);
    if (this.#stale.length > 1) return;
    setImmediate(() => void this.#parts.returns.giveUp(this.#stale.splice(0), 0, null));
  }
}
