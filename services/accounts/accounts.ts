import type { Destinations } from "../rules/judge-destination.ts";
import type { Plans } from "../rules/plans.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import type { Clock } from "../runtime/time/clock.ts";
import type { Store } from "../store/for-accounts.ts";
import type { KeyUse } from "./key-use.ts";
import type { SignIn } from "./sign-in/sign-in.ts";

/** Dependencies of the accounts service; tests pass in their own. */
export interface Accounts {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly keyUse: KeyUse;
  readonly destinations: Destinations;
  /** True if tests can move the clock: keys of live mode do not work then. */
  readonly testModeOnly: boolean;
  /** Plans of accounts; null: there are none, and no key has an account. */
  readonly plans: Plans | null;
  /** Null: nobody signs in. */
  readonly signIn: SignIn | null;
}
