import type { Plan } from "./plan.ts";

/** A system under measurement: it stores deliveries, and POSTs each to the receiver when it is due. */
export interface Contender extends AsyncDisposable {
  readonly name: string;
  /** Rest between filling and the first due instant, so that filling is not measured; 0 if it stores nothing. */
  readonly restMs: number;
  /** Resolves when all are stored as safely as this contender stores. */
  fill(plan: Plan): Promise<void>;
  /** True if all deliveries are sent, answered and recorded. Cheap; called often. */
  isSettled(): Promise<boolean>;
  /** Its processes, by name, to measure their CPU time. */
  pids(): Readonly<Record<string, number>>;
}

/** Rest for all contenders that store: Landfall claims 5 s ahead, and the others get the same. */
export const storesRestMs = 6_000;

/** Concurrent requests that each contender may make. */
export const connectionsAllowed = 128;
