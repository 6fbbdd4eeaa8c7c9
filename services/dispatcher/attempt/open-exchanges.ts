import { Slots } from "../../runtime/memory/slots.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import type { Exchange } from "./exchange.ts";

/** Exchanges without a result, so that a drain can wait for them and end the rest. */
export class OpenExchanges {
  readonly #open = new Slots<Exchange>();
  #onDrained: (() => void) | null = null;

  /** Adds an exchange. */
  add(exchange: Exchange): void {
    exchange.place = this.#open.add(exchange);
  }

  /** Removes an exchange that has its result. */
  remove(exchange: Exchange): void {
    if (exchange.place === null) return;
    this.#open.remove(exchange.place);
    exchange.place = null;
    if (this.#open.size === 0) this.#onDrained?.();
  }

  /** Waits up to `graceMs` for the open exchanges, then ends the rest as `interrupted`. */
  async drain(clock: Clock, graceMs: number): Promise<void> {
    if (this.#open.size > 0) {
      await new Promise<void>((finish) => {
        const callOff = clock.after(graceMs, finish);
        this.#onDrained = () => {
          callOff();
          finish();
        };
      });
    }
    for (const exchange of this.#open) {
      exchange.fail({ code: "interrupted", message: "this process was shut down" });
    }
  }
}
