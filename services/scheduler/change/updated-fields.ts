import { isDeepStrictEqual } from "node:util";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { noFields } from "./written-fields.ts";

/** The field names that an update may use, and their members. */
const members = {
  endpoint: "endpoint",
  endpoint_id: "endpointId",
  delay: "delay",
  fire_at: "fireAt",
  local_fire_at: "localFireAt",
  cron: "cron",
  every: "every",
  timezone: "timezone",
  method: "method",
  headers: "headers",
  body: "body",
  timeout: "timeout",
  ttl: "ttl",
  retry_policy: "retryPolicy",
  metadata: "metadata",
  name: "name",
  starts_at: "startsAt",
  ends_at: "endsAt",
  max_runs: "maxRuns",
  dst: "dst",
  misfire: "misfire",
  overlap: "overlap",
  early_fire: "earlyFire",
  forward_trace: "forwardTrace",
} as const satisfies Record<string, keyof ScheduleFields>;

type Path = keyof typeof members;

const timingSources: readonly Path[] = ["delay", "fire_at", "local_fire_at", "cron", "every"];
const replanning: readonly Path[] = [
  ...timingSources,
  "timezone",
  "dst",
  "starts_at",
  "ends_at",
  "max_runs",
  "ttl",
  "early_fire",
];
const requesting: readonly Path[] = [
  "endpoint",
  "endpoint_id",
  "method",
  "headers",
  "body",
  "timeout",
  "retry_policy",
  "forward_trace",
];

const rejudging: readonly Path[] = ["misfire", "overlap"];
/** Members that change what a receiver sees of a request. */
const visible = ["endpoint", "endpointId", "method", "headers", "body", "bodyIsJson"] as const;

export interface UpdatedFields {
  /** All fields as they are after the update. */
  readonly fields: ScheduleFields;
  /** True if the plan changes: its open occurrences make room for new ones. */
  readonly replans: boolean;
  /** True if an interval goes on counting from its old anchor. */
  readonly keepsAnchor: boolean;
  /** True if the request changes: its content, its destination, or how it is sent. */
  readonly requests: boolean;
  /** True if a receiver would see a different request. */
  readonly resends: boolean;
  /** True if the policies change that decide about occurrences claimed already. */
  readonly rejudges: boolean;
}

/**
 * Applies an update to the fields of a schedule. A new timing replaces the whole timing, and a new
 * destination the whole destination. A field that is named but absent returns to its default.
 *
 * @throws ServiceError `unknown_field` for a path that is not a field
 */
export function updatedFields(
  written: ScheduleFields,
  update: ScheduleFields,
  paths: readonly string[],
): UpdatedFields {
  const named = paths.map(toPath);
  const base = { ...written };
  if (timingSources.some((path) => named.includes(path) && update[members[path]] !== undefined)) {
    Object.assign(base, only(noFields, timingSources));
  }
  if (named.includes("endpoint") || named.includes("endpoint_id"))
    Object.assign(base, only(noFields, ["endpoint", "endpoint_id"]));
  // Drops the zone of the old expression, which must not contradict the one that the new expression names.
  if (update.cron?.trimStart().startsWith("CRON_TZ=") && !named.includes("timezone"))
    base.timezone = undefined;
  const fields: ScheduleFields = {
    ...base,
    ...only(update, named),
    bodyIsJson: named.includes("body") ? update.bodyIsJson : written.bodyIsJson,
  };
  return {
    fields,
    replans: named.some((path) => replanning.includes(path)),
    keepsAnchor: !named.includes("every") && !named.includes("starts_at"),
    requests: named.some((path) => requesting.includes(path)),
    resends: visible.some((member) => !isDeepStrictEqual(written[member], fields[member])),
    rejudges: named.some((path) => rejudging.includes(path)),
  };
}

function toPath(path: string): Path {
  if (isPath(path)) return path;
  throw new ServiceError("unknown_field", `There is no field ${path} to update.`, path);
}

function isPath(path: string): path is Path {
  return Object.hasOwn(members, path);
}

function only(fields: ScheduleFields, paths: readonly Path[]): Partial<ScheduleFields> {
  return Object.fromEntries(paths.map((path) => [members[path], fields[members[path]]]));
}
