import type { Held } from "../claim/held.ts";
import type { Settler } from "./settler.ts";
import { TimerQueue } from "./timer-queue.ts";

/** Held deliveries that are not to be sent and end as expired: each at its moment, and not before. */
export class Expiring {
  readonly #settler: Settler;
  readonly #waiting: TimerQueue<Held>;

  /** @param mostRows as many as this process may hold */
  constructor(settler: Settler, mostRows: number) {
    this.#settler = settler;
    this.#waiting = new TimerQueue(mostRows);
  }

  get size(): number {
    return this.#waiting.size;
  }

  get nextDueAt(): number | null {
    return this.#waiting.nextDueAt;
  }

  add(deliveries: readonly Held[], now: number): void {
    for (const held of deliveries) {
      if ((held.claimed.expiresAt ?? now) > now) this.#waiting.add(held);
      else this.#settler.addUnsent(held.claimed, "expired", null);
    }
  }

  /** Ends those whose moment has come. */
  end(now: number): void {
    for (const { claimed } of this.#waiting.takeDue(now, this.size))
      this.#settler.addUnsent(claimed, "expired", null);
  }

  /** Takes everything out: a drain gives it back. */
  takeAll(): Held[] {
    return this.#waiting.takeAll();
  }
}
