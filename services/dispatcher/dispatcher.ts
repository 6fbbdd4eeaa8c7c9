import type { Clock } from "../runtime/clock.ts";
import type { Logger } from "../runtime/logger.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import type { Store } from "../store/for-dispatcher.ts";
import type { Sender } from "./attempt/send.ts";
import type { DispatcherFigures } from "./figures.ts";

/** Describes what the dispatcher's parts work with; tests hand in their own. */
export interface Dispatcher {
  /** Connections of the hot path alone: lists and other reads have their own, and cannot hold it up. */
  readonly store: Store;
  /** The store's time. */
  readonly clock: Clock;
  /** Why nothing may be claimed, begun or reclaimed by the clock now; null: all of it may. */
  readonly doubt: () => string | null;
  readonly keys: KeyRing;
  readonly sender: Sender;
  readonly log: Logger;
  readonly figures: DispatcherFigures;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Under what this process claims, 16 bytes. */
  readonly holder: Buffer;
  readonly limits: DispatcherLimits;
}

/** Bounds on one project while it is alone; all together may have a quarter more (`dispatch/room-beside.ts`). */
export interface DispatcherLimits {
  /** Deliveries held before their time, and their bytes. */
  readonly queueRows: number;
  readonly queueBytes: number;
  /** Attempts at once, in all and of one lane. */
  readonly inFlight: number;
  readonly inFlightPerLane: number;
  /**
   * Requests a second of one project to one origin, of URLs that schedules have of their own, over all dispatchers;
   * 0: no limit.
   */
  readonly originMaxPerSecond: number;
  /** Overdue deliveries held at once. */
  readonly backlogRows: number;
  /** How long a claim lasts without being renewed. */
  readonly leaseMs: number;
}

export const defaultLimits: DispatcherLimits = {
  queueRows: 20_000,
  queueBytes: 64 * 1024 * 1024,
  inFlight: 4_096,
  inFlightPerLane: 128,
  originMaxPerSecond: 0,
  backlogRows: 1_000,
  leaseMs: 10_000,
};
