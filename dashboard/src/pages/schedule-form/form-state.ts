import type { Schedule } from "../../sdk.ts";

/** A name and a value, as typed. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** Methods that a delivery can use. */
export const methods = ["POST", "GET", "PUT", "PATCH", "DELETE"] as const;

/** Contents of the form of a schedule. Empty means the default. */
export interface FormState {
  readonly when: string;
  readonly zone: string;
  readonly to: "url" | "profile";
  readonly endpoint: string;
  readonly endpointId: string | null;
  readonly method: Schedule["method"];
  /** Null: those that the schedule has, whose values the API does not give back. */
  readonly headers: readonly Pair[] | null;
  /** `kept`: the one that the schedule has. */
  readonly bodyKind: "json" | "text" | "none" | "kept";
  readonly body: string;
  readonly name: string;
  readonly metadata: readonly Pair[];
  readonly timeout: string;
  readonly ttl: string;
  /** As an `<input type="datetime-local">` has it, in local time. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly maxRuns: string;
  readonly misfire: "all" | "once" | "skip";
  readonly misfireGrace: string;
  readonly misfireMax: string;
  readonly overlap: Schedule["overlap"];
  readonly dstGap: "end" | "skip" | "shift";
  readonly dstOverlap: "first" | "second" | "both";
  readonly earlyFire: boolean;
  readonly maxAttempts: string;
  readonly strategy: "exponential" | "linear" | "fixed" | "list";
  readonly base: string;
  readonly factor: string;
  readonly max: string;
  readonly jitter: boolean;
  /** Waits between commas. */
  readonly delays: string;
  /** JSON of the policy's rules. */
  readonly rules: string;
  readonly idempotencyKey: string;
}

/** A form with nothing in it. @param zone the zone to read times in */
export function emptyForm(zone: string): FormState {
  return {
    when: "",
    zone,
    to: "url",
    endpoint: "",
    endpointId: null,
    method: "POST",
    headers: [],
    bodyKind: "json",
    body: "",
    name: "",
    metadata: [],
    timeout: "",
    ttl: "",
    startsAt: "",
    endsAt: "",
    maxRuns: "",
    misfire: "once",
    misfireGrace: "",
    misfireMax: "",
    overlap: "allow",
    dstGap: "end",
    dstOverlap: "first",
    earlyFire: false,
    maxAttempts: "",
    strategy: "exponential",
    base: "",
    factor: "",
    max: "",
    jitter: true,
    delays: "",
    rules: "",
    idempotencyKey: "",
  };
}

/**
 * The form of a schedule that there is, to edit or to clone. Headers and body are kept unless they are replaced, since
 * the API does not give them back.
 */
export function formOf(schedule: Schedule, now: number, zone: string): FormState {
  const { retry_policy: retry, misfire, dst } = schedule;
  return {
    ...emptyForm(schedule.timezone ?? zone),
    when: whenOf(schedule, now),
    to: schedule.endpoint_id === null ? "url" : "profile",
    endpoint: schedule.endpoint_id === null ? (schedule.endpoint ?? "") : "",
    endpointId: schedule.endpoint_id,
    method: schedule.method,
    headers: schedule.header_keys.length > 0 ? null : [],
    bodyKind: schedule.has_body ? "kept" : "none",
    name: schedule.name ?? "",
    metadata: Object.entries(schedule.metadata).map(([name, value]) => ({ name, value })),
    timeout: schedule.timeout ?? "",
    ttl: schedule.ttl ?? "",
    startsAt: localInput(schedule.starts_at),
    endsAt: localInput(schedule.ends_at),
    maxRuns: textOf(schedule.max_runs),
    misfire: misfire.policy ?? "once",
    misfireGrace: misfire.grace ?? "",
    misfireMax: textOf(misfire.max),
    overlap: schedule.overlap,
    dstGap: dst.gap ?? "end",
    dstOverlap: dst.overlap ?? "first",
    earlyFire: schedule.early_fire,
    maxAttempts: textOf(retry.max_attempts),
    strategy: retry.strategy ?? "exponential",
    base: retry.base ?? "",
    factor: textOf(retry.factor),
    max: retry.max ?? "",
    jitter: retry.jitter ?? true,
    delays: retry.delays?.join(", ") ?? "",
    rules: (retry.rules?.length ?? 0) > 0 ? JSON.stringify(retry.rules, null, 2) : "",
  };
}

/** The rule as one would type it; empty for an instant that has passed. */
function whenOf({ kind, cron, every, fire_at }: Schedule, now: number): string {
  switch (kind) {
    case "cron":
      return cron ?? "";
    case "interval":
      return every === null ? "" : `every ${every}`;
    case "one_shot":
      return fire_at !== null && Date.parse(fire_at) > now ? fire_at : "";
  }
}

function textOf(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** An instant as an `<input type="datetime-local">` takes it. */
export function localInput(at: string | null): string {
  if (at === null) return "";
  const date = new Date(at);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
