import type { Logger } from "../../runtime/logging/logger.ts";
import type { KeyRing } from "../../runtime/sealing.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import type { Store } from "../../store/for-dispatcher.ts";
import type { Sender } from "../attempt/send.ts";

/** Collaborators of the RPCs; tests pass their own. */
export interface RpcParts {
  /** Separate connections, so that a slow list never delays a delivery. */
  readonly store: Store;
  readonly clock: Clock;
  /** As of the dispatcher: milliseconds by which `clock` is ahead of the real time. */
  readonly aheadMs: () => number;
  readonly keys: KeyRing;
  readonly log: Logger;
  /** For test requests. */
  readonly sender: Sender;
  /** Called when something due now was made. */
  claimNow(): void;
}
