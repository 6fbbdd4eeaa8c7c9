import type { TimingColumns } from "../../store/for-scheduler.ts";

/** An empty timing, with the defaults of `dst`. */
export const noTiming: TimingColumns = {
  kind: "one_shot",
  fireAt: null,
  localFireAt: null,
  cron: null,
  every: null,
  everyMs: null,
  anchorAt: null,
  timezone: null,
  zoneRules: null,
  dstGap: "end",
  dstOverlap: "first",
  startsAt: null,
  endsAt: null,
  maxRuns: null,
};
