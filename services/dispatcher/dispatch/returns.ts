import { releaseDeliveries } from "../../store/for-dispatcher.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { Held } from "./held.ts";

/** Who hears of deliveries that are no longer held, though nothing was settled. */
export type OnGone = (deliveries: readonly Held[]) => void;

const mostRows = 500;

/** Gives held deliveries back to the store. */
export class Returns {
  readonly #dispatcher: Dispatcher;
  readonly #onGone: OnGone;

  constructor(dispatcher: Dispatcher, onGone: OnGone) {
    this.#dispatcher = dispatcher;
    this.#onGone = onGone;
  }

  /** They are somebody else's, or nobody's. */
  lose(deliveries: readonly Held[]): void {
    this.#onGone(deliveries);
  }

  /**
   * Gives them back, in batches.
   *
   * @param claimAt when they are to be looked at again; 0: when they are due
   * @param reason what holds them back, for people; null: nothing
   */
  async giveBack(deliveries: readonly Held[], claimAt: number, reason: string | null): Promise<void> {
    const { store, holder, clock } = this.#dispatcher;
    for (let at = 0; at < deliveries.length; at += mostRows) {
      const claims = deliveries.slice(at, at + mostRows).map(({ claimed }) => claimed);
      await releaseDeliveries(store, holder, claims, claimAt, reason, clock.now());
    }
    this.lose(deliveries);
  }

  /** The same where nobody waits for it; should the store be away, the leases run out. */
  async giveUp(deliveries: readonly Held[], claimAt: number, reason: string | null): Promise<void> {
    if (deliveries.length === 0) return;
    try {
      await this.giveBack(deliveries, claimAt, reason);
    } catch (error) {
      this.lose(deliveries);
      this.#dispatcher.log.error({ err: error, deliveries: deliveries.length }, "not given back");
    }
  }
}
