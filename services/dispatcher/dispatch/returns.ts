import type { Held } from "../claim/held.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { Begun } from "./begin.ts";
import { giveBack } from "./give-back.ts";

/** An occurrence that waits for an earlier one looks again after this. */
const overlapAgainMs = 500;
/** As what waits for a disabled profile does at first. */
const unsignedAgainMs = 3_000;

/** Who hears of deliveries that are no longer held, though nothing was settled. */
export type OnGone = (deliveries: readonly Held[]) => void;

/** Gives held deliveries back to the store. */
export class Returns {
  readonly #dispatcher: Dispatcher;
  readonly #onGone: OnGone;
  readonly #claimNow: () => void;

  /** @param claimNow called when something was given back that may go on at once, in another way */
  constructor(dispatcher: Dispatcher, onGone: OnGone, claimNow: () => void) {
    this.#dispatcher = dispatcher;
    this.#onGone = onGone;
    this.#claimNow = claimNow;
  }

  /** They are somebody else's, or nobody's. */
  lose(deliveries: readonly Held[]): void {
    this.#onGone(deliveries);
  }

  /** As `giveBack`. */
  async giveBack(deliveries: readonly Held[], claimAt: number, reason: string | null): Promise<void> {
    const claims = deliveries.map(({ claimed }) => claimed);
    await giveBack(this.#dispatcher, claims, claimAt, reason);
    this.lose(deliveries);
  }

  /** Gives up what could not begin, to be looked at again. */
  async postpone({ changed, waiting, unsigned }: Begun, now: number): Promise<void> {
    if (changed.length > 0) {
      await this.giveUp(changed, 0, null);
      this.#claimNow();
    }
    await this.giveUp(waiting, now + overlapAgainMs, "overlap");
    await this.giveUp(unsigned, now + unsignedAgainMs, "secret_unreadable");
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
