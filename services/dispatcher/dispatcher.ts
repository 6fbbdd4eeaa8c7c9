import type { Logger } from "../runtime/logging/logger.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import type { Tracer } from "../runtime/telemetry/tracer.ts";
import type { Clock } from "../runtime/time/clock.ts";
import type { Store } from "../store/for-dispatcher.ts";
import type { Sender } from "./attempt/send.ts";
import type { DispatcherFigures } from "./figures.ts";

/** Collaborators of the dispatcher's parts; tests pass their own. */
export interface Dispatcher {
  /** Connections for the hot path only; lists and other reads have their own. */
  readonly store: Store;
  /** The store's time. */
  readonly clock: Clock;
  /**
   * Milliseconds by which `clock` is ahead of the real time, which signatures and receivers go by; 0 unless tests move
   * it.
   */
  readonly aheadMs: () => number;
  /** Reason not to claim, begin or reclaim by the clock now; null if there is none. */
  readonly doubt: () => string | null;
  readonly keys: KeyRing;
  readonly sender: Sender;
  readonly log: Logger;
  readonly figures: DispatcherFigures;
  /** Null if no traces are written. */
  readonly tracer: Tracer | null;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Identifies this process in its claims, 16 bytes. */
  readonly holder: Buffer;
  readonly limits: DispatcherLimits;
}

/**
 * Limits of one project while it is alone; all together may have a quarter more
 * (`dispatch/lanes/room-beside.ts`).
 */
export interface DispatcherLimits {
  /** Deliveries held ahead of their due time, and their bytes. */
  readonly queueRows: number;
  readonly queueBytes: number;
  /** Concurrent attempts, in total and per lane. */
  readonly inFlight: number;
  readonly inFlightPerLane: number;
  /**
   * Requests per second of one project to one origin, for URLs of schedules without a profile, over all
   * dispatchers; 0: no limit.
   */
  readonly originMaxPerSecond: number;
  /** Overdue deliveries held at once. */
  readonly backlogRows: number;
  /** Duration of a claim that is not renewed. */
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
