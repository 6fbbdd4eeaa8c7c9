import type { Schedule } from "../../../sdk/src/index.ts";
import { describeTiming } from "../../../sdk/src/when/when.ts";
import type { Output } from "../output.ts";
import { instantLine } from "./instant.ts";
import { printFields } from "./table.ts";

/** Prints a schedule for people. @param timezone used if the schedule has none */
export function printSchedule(output: Output, schedule: Schedule, timezone: string): void {
  const zone = schedule.timezone ?? timezone;
  const [, ...later] = schedule.next_runs;
  const { metadata, retry_policy } = schedule;
  printFields(output, [
    ["id", schedule.id],
    ["state", schedule.state],
    ["name", schedule.name],
    ["when", ruleText(schedule)],
    ["fires", schedule.next_fire_at === null ? null : instantLine(schedule.next_fire_at, zone)],
    ...later.slice(0, 4).map((at) => ["then", instantLine(at, zone)] as const),
    ["to", `${schedule.method} ${destinationText(schedule)}`],
    ["headers", schedule.header_keys.join(", ") || null],
    ["body", schedule.has_body ? `${schedule.body_bytes} bytes` : null],
    ["timeout", schedule.timeout],
    ["ttl", schedule.ttl],
    ["attempts", retry_policy.max_attempts === undefined ? null : `${retry_policy.max_attempts} at most`],
    ["starts", schedule.starts_at === null ? null : instantLine(schedule.starts_at, zone)],
    ["ends", schedule.ends_at === null ? null : instantLine(schedule.ends_at, zone)],
    ["runs", runsText(schedule)],
    [
      "metadata",
      Object.entries(metadata)
        .map(([key, value]) => `${key}=${value}`)
        .join(" ") || null,
    ],
    ["version", String(schedule.version)],
    ["created", instantLine(schedule.created_at, zone)],
  ]);
}

/** Describes the timing in one line. */
export function ruleText({ kind, cron, every, timezone, fire_at }: Schedule): string {
  if (cron !== null) return `cron ${cron}${timezone === null ? "" : ` ${timezone}`}`;
  if (every !== null) return describeTiming({ every });
  if (fire_at !== null) return `once, ${fire_at}`;
  return kind;
}

/** Returns the URL, or the profile. */
export function destinationText({ endpoint, endpoint_id }: Schedule): string {
  return endpoint ?? endpoint_id ?? "-";
}

function runsText({ kind, run_count, max_runs }: Schedule): string | null {
  if (kind === "one_shot") return null;
  return max_runs === null ? String(run_count) : `${run_count} of ${max_runs}`;
}
