import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { toInstant } from "../instant.ts";
import { oneOf } from "../words.ts";

/** Converts a schedule's preview to its REST form. */
export function toPreview({ nextRuns, description }: rpc.PreviewScheduleResponse): rest.SchedulePreview {
  return {
    next_runs: nextRuns.map(({ atMs, local, note }) => ({
      at: toInstant(atMs),
      local,
      note: note === undefined ? null : oneOf(["dst_gap", "dst_overlap"], note),
    })),
    description,
  };
}
