import type {
  PreviewRun,
  PreviewScheduleRequest,
  PreviewScheduleResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { ServiceError } from "../../runtime/errors.ts";
import {
  endpointNotFound,
  findNamedEndpoints,
  type Owner,
  type Store,
  type TimingColumns,
} from "../../store/for-scheduler.ts";
import { describeTiming } from "../answer/describe-timing.ts";
import { noFields } from "../change/written-fields.ts";
import { destinationsOf } from "../destinations-of.ts";
import { judgeLabels } from "../judge/judge-labels.ts";
import { judgePolicies } from "../judge/judge-policies.ts";
import { judgeContent, judgeRequest } from "../judge/judge-request.ts";
import { judgeTiming } from "../judge/judge-timing.ts";
import { upcomingOccurrences } from "../plan/upcoming-occurrences.ts";
import type { Scheduler } from "../scheduler.ts";
import { latestAt, parseInstant } from "../timing/instant.ts";
import type { ZoneRules } from "../timing/offset-span.ts";
import type { Occurrence } from "../timing/wall-clock.ts";
import { formatLocalTime, localTimeAt } from "../timing/wall-clock.ts";

const usualCount = 5;
const mostCount = 100;
/** Keeps the wall clock, too, within years of four digits. */
const earliestFromAt = Date.parse("0001-01-01T00:00:00Z");

/** Checks the fields as a create would, except that the destination may be missing, and lists the next runs. */
export async function previewSchedule(
  scheduler: Scheduler,
  request: PreviewScheduleRequest,
): Promise<PreviewScheduleResponse> {
  const owner = ownerOf(request.caller);
  const fields = request.fields ?? noFields;
  const now = startOf(request.from) ?? scheduler.clock.now();
  const count = request.count ?? usualCount;
  if (!(count >= 1 && count <= mostCount)) {
    throw new ServiceError("invalid_parameter", `count must be from 1 to ${mostCount}.`, "count");
  }
  const timing = judgeTiming(fields, now, scheduler.zones.forNewPlans);
  judgePolicies(fields);
  judgeLabels(fields);
  // The destination may be missing so that people can try out a timing.
  if (fields.endpoint === undefined && fields.endpointId === undefined) judgeContent(fields);
  else {
    const { endpointId } = await judgeRequest(fields, destinationsOf(owner, scheduler.destinations));
    if (endpointId) await mustBeThere(scheduler.store, { owner, id: endpointId });
  }
  const { rulesOf } = scheduler.zones;
  const runs = upcomingOccurrences(timing, now, Math.min(count, timing.maxRuns ?? count), rulesOf);
  return {
    nextRuns: runs.map((run) => toMessage(run, timing, rulesOf(timing))),
    description: describeTiming(timing),
  };
}

async function mustBeThere(store: Store, endpoint: { owner: Owner; id: Buffer }): Promise<void> {
  const isThere = await findNamedEndpoints(store, [endpoint]);
  if (!isThere(endpoint)) throw endpointNotFound();
}

function startOf(from: string | undefined): number | null {
  if (from === undefined) return null;
  const at = parseInstant(from);
  if (at !== null && at >= earliestFromAt && at <= latestAt) return at;
  throw new ServiceError(
    "invalid_parameter",
    "from must be RFC 3339 with an offset, such as 2027-07-01T09:00:00Z, in the years 1 to 9999, UTC.",
    "from",
  );
}

function toMessage({ at, note }: Occurrence, timing: TimingColumns, rules: ZoneRules): PreviewRun {
  const local = localTimeAt(at, timing.timezone ?? "UTC", rules);
  return {
    atMs: at,
    local: `${formatLocalTime(local)}.${milliseconds(local)}${offset(local - at)}`,
    note: note ?? undefined,
  };
}

function milliseconds(at: number): string {
  return String(((at % 1_000) + 1_000) % 1_000).padStart(3, "0");
}

/**
 * Formats an offset as `+05:30`. Cuts off the seconds of an old local mean time, for which the format has no
 * place.
 */
function offset(offsetMs: number): string {
  const minutes = Math.floor(Math.abs(offsetMs) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
