import type { Held } from "./held.ts";

/** Everything this process holds a lease on, until it is settled, given back or lost. */
export class Holdings {
  readonly #byId = new Map<string, Held>();
  #bytes = 0;

  get size(): number {
    return this.#byId.size;
  }

  /** Content and bookkeeping, roughly. */
  get bytes(): number {
    return this.#bytes;
  }

  add(held: Held): void {
    this.remove(held.id);
    this.#byId.set(held.id, held);
    this.#bytes += held.heldBytes;
  }

  /** Of a delivery that was claimed again meanwhile, the newer claim stays. */
  remove(id: string, fence?: number): void {
    const held = this.#byId.get(id);
    if (!held || (fence !== undefined && held.claimed.fence !== fence)) return;
    this.#byId.delete(id);
    this.#bytes -= held.heldBytes;
  }

  /** Those whose lease runs out before `at`. */
  expiringBefore(at: number): Held[] {
    return [...this.#byId.values()].filter(({ leaseExpiresAt }) => leaseExpiresAt < at);
  }
}
