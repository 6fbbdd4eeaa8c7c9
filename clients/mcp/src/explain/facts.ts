import type { Attempt, Delivery, Endpoint, Schedule } from "../../../sdk/src/index.ts";

/** The facts about a delivery. */
export interface Facts {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly delivery: Delivery;
  /** Newest first. */
  readonly attempts: readonly Attempt[];
  /** Its schedule; null: no longer kept. */
  readonly schedule: Schedule | null;
  /** The profile that it goes to; null: it goes to a URL, or the profile is gone. */
  readonly endpoint: Endpoint | null;
}

/** A delivery counts as late from here: promptness is measured in milliseconds, but people see seconds. */
const lateFromMs = 1_000;

/** Returns its lateness, so far or final, in milliseconds; null: it was not sent and will not be. */
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

/** Returns the failed attempts, newest first. */
export function failed({ attempts }: Facts): Attempt[] {
  return attempts.filter(({ outcome }) => outcome !== "succeeded");
}

/** Names the error of an attempt: `http_status 503`, `connect`. */
export function errorOf({ error, status_code }: Attempt): string {
  if (error === null) return "an unknown error";
  return error.code === "http_status" ? `http_status ${status_code}` : error.code;
}

/** Formats milliseconds for people. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  const seconds = ms / 1_000;
  if (seconds < 120) return `${seconds.toFixed(1).replace(/\.0$/, "")} s`;
  const minutes = seconds / 60;
  return minutes < 120 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`;
}
