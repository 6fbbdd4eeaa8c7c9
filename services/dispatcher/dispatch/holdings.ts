import { Slots } from "../../runtime/slots.ts";
import type { Held } from "../claim/held.ts";

/** Everything this process holds a lease on, until it is settled, given back or lost. */
export class Holdings {
  readonly #held = new Slots<Held>();
  readonly #places = new Map<string, number>();
  #bytes = 0;

  get size(): number {
    return this.#held.size;
  }

  /** Content and bookkeeping, roughly. */
  get bytes(): number {
    return this.#bytes;
  }

  add(held: Held): void {
    this.remove(held.id);
    this.#places.set(held.id, this.#held.add(held));
    this.#bytes += held.heldBytes;
  }

  /** Of a delivery that was claimed again meanwhile, the newer claim stays. */
  remove(id: string, fence?: number): void {
    const place = this.#places.get(id);
    const held = place === undefined ? null : this.#held.at(place);
    if (place === undefined || !held || (fence !== undefined && held.claimed.fence !== fence)) return;
    this.#places.delete(id);
    this.#held.remove(place);
    this.#bytes -= held.heldBytes;
  }

  /** Those whose lease runs out before `at`; monotonic. */
  expiringBefore(at: number): Held[] {
    return [...this.#held].filter(({ leaseUntil }) => leaseUntil < at);
  }
}
