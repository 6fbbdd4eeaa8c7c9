import type { Clock } from "../../runtime/clock.ts";
import type { Logger } from "../../runtime/logger.ts";
import type { Store } from "../../store/for-dispatcher.ts";

/** Describes what the loops beside the way of a delivery work with; tests hand in their own. */
export interface Upkeep {
  /** Connections of its own: nothing here may hold a delivery up. */
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Who this process is, 16 bytes. */
  readonly holder: Buffer;
  /** The largest offset that counts as on time. */
  readonly onTimeMs: number;
  /** How long what has ended is kept, for projects that have nothing else set. */
  readonly retentionDays: number;
}
