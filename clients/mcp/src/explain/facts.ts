import type { Attempt, Delivery, Endpoint, Schedule } from "../../../sdk/src/index.ts";

/** All that a delivery is explained from. */
export interface Facts {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly delivery: Delivery;
  /** Newest first. */
  readonly attempts: readonly Attempt[];
  /** Null: it is no longer kept. */
  readonly schedule: Schedule | null;
  /** The profile that it goes to; null: it goes to a URL, or the profile is gone. */
  readonly endpoint: Endpoint | null;
}

/** A delivery is late from here on: promptness is measured in milliseconds, and people see seconds. */
const lateFromMs = 1_000;

/** Measures how late it came, or is by now, in milliseconds; null: it never went out, or will not any more. */
export function lateBy({ now, delivery, attempts }: Facts): number | null {
  const { state, scheduled_for, completed_at, offset_ms } = delivery;
  const due = Date.parse(scheduled_for);
  if (state === "succeeded") {
    const success = attempts.find(({ outcome }) => outcome === "succeeded");
    const ended = completed_at === null ? now : Date.parse(completed_at);
    return success?.offset_ms ?? offset_ms ?? ended - due;
  }
  return completed_at === null ? Math.max(0, now - due) : null;
}

/** True from a second on. */
export function isLate(byMs: number | null): boolean {
  return byMs !== null && byMs >= lateFromMs;
}

/** Attempts that failed, newest first. */
export function failed({ attempts }: Facts): Attempt[] {
  return attempts.filter(({ outcome }) => outcome !== "succeeded");
}

/** Names what an attempt failed by: `http_status 503`, `connect`. */
export function errorOf({ error, status_code }: Attempt): string {
  if (error === null) return "an unknown error";
  return error.code === "http_status" ? `http_status ${status_code}` : error.code;
}

/** Milliseconds as people read them. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  const seconds = ms / 1_000;
  if (seconds < 120) return `${seconds.toFixed(1).replace(/\.0$/, "")} s`;
  const minutes = seconds / 60;
  return minutes < 120 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`;
}
