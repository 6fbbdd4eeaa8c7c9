import type { CreateScheduleRequest, Schedule } from "../../sdk.ts";

/** A field that two versions of a schedule have otherwise. */
export interface Change {
  readonly field: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Fields that people change, by what they are called. */
const names = {
  state: "State",
  name: "Name",
  endpoint: "URL",
  endpoint_id: "Endpoint",
  method: "Method",
  header_keys: "Headers",
  body_bytes: "Body",
  kind: "Kind",
  fire_at: "Time",
  cron: "Cron",
  every: "Interval",
  timezone: "Time zone",
  dst: "Clock changes",
  misfire: "Misfire",
  overlap: "Overlap",
  early_fire: "Early fire",
  starts_at: "Not before",
  ends_at: "Not after",
  max_runs: "Most runs",
  ttl: "Give up after",
  timeout: "Timeout",
  retry_policy: "Retries",
  metadata: "Metadata",
} as const satisfies Partial<Record<keyof Schedule, string>>;

const fieldNames = Object.keys(names).filter((key): key is keyof typeof names => key in names);

/** Finds the fields in which two versions differ. */
export function changesBetween(before: Schedule, after: Schedule): Change[] {
  return fieldNames.flatMap((field) => {
    const [from, to] = [shown(before[field]), shown(after[field])];
    return from === to ? [] : [{ field, name: names[field], from, to }];
  });
}

const timing = ["delay", "fire_at", "local_fire_at", "cron", "every"];
const ofSchedule: Readonly<Record<string, string>> = { headers: "header_keys", body: "body_bytes" };

/** Names of changed fields that a request changes as well. */
export function overlapOf(changes: readonly Change[], mine: CreateScheduleRequest): string[] {
  const asked = Object.keys(mine);
  const isTiming = asked.some((field) => timing.includes(field));
  const fields = new Set(asked.map((field) => ofSchedule[field] ?? field));
  return changes
    .filter(({ field }) => fields.has(field) || (isTiming && (timing.includes(field) || field === "kind")))
    .map(({ name }) => name);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return value.join(", ") || "none";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
