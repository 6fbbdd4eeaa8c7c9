import type { KeyRing } from "../runtime/sealing.ts";
import type { Clock } from "../runtime/time/clock.ts";
import type { Mode, Store } from "../store/for-payments.ts";

/** Dependencies of the service's parts; tests pass in their own. */
export interface Payments {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: KeyRing;
  /** Origin of all challenges, as callers reach the gateway; never taken from a request. */
  readonly publicUrl: URL;
  /** Mode of the wallets' objects. */
  readonly mode: Mode;
  /** Chains whose accounts may sign in, as CAIP-2 ids such as `eip155:8453`. */
  readonly chains: readonly string[];
}
