import type { TimingColumns } from "../../store/for-scheduler.ts";

/** A timing of which nothing is said yet, with the defaults of `dst`. */
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
