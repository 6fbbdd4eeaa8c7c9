import type { LogEntry } from "../../../sdk/src/index.ts";
import { wholeNumber } from "../create/request-fields.ts";
import { usageFailure } from "../failure.ts";

/** Options of `tail`, as typed. */
export interface TailWords {
  readonly since?: string;
  readonly outcome?: LogEntry["outcome"];
  readonly status?: string;
  readonly endpointId?: string;
  readonly q?: string;
  readonly interval: string;
  readonly follow: boolean;
}

/** The filters of the log. */
export function logFilters({ outcome, status, endpointId, q }: TailWords) {
  return { outcome, status_code: wholeNumber("--status", status), endpoint_id: endpointId, q };
}

/** Reads seconds. @throws Failure for anything else */
export function intervalMs({ interval }: TailWords): number {
  const seconds = Number(interval);
  if (seconds >= 0.1 && seconds <= 3_600) return seconds * 1_000;
  throw usageFailure(`--interval takes seconds, 0.1 to 3600; “${interval}” is none.`);
}
