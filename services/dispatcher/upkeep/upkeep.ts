import type { Logger } from "../../runtime/logging/logger.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import type { Store } from "../../store/for-dispatcher.ts";

/** Collaborators of the background loops; tests pass their own. */
export interface Upkeep {
  /** Separate connections, so that nothing here delays a delivery. */
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Identifies this process, 16 bytes. */
  readonly holder: Buffer;
  /** The largest offset that counts as on time. */
  readonly onTimeMs: number;
  /** Retention of settled deliveries, for projects without a setting of their own. */
  readonly retentionDays: number;
}
