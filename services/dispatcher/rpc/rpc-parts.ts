import type { Clock } from "../../runtime/clock.ts";
import type { Logger } from "../../runtime/logger.ts";
import type { KeyRing } from "../../runtime/sealing.ts";
import type { Store } from "../../store/for-dispatcher.ts";
import type { Sender } from "../attempt/send.ts";

/** Describes what the RPCs work with; tests hand in their own. */
export interface RpcParts {
  /** Connections of their own, so that a slow list never keeps a delivery waiting. */
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly log: Logger;
  /** For test requests. */
  readonly sender: Sender;
  /** Something was made that is due now. */
  claimNow(): void;
}
