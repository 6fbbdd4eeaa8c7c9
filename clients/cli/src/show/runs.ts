import type { Ansis } from "ansis";
import type { SchedulePreview } from "../../../sdk/src/index.ts";
import { instantLine } from "./instant.ts";
import { visibleLine } from "./visible.ts";

const notes: Readonly<Record<string, string>> = {
  dst_gap: "the clocks are put forward over this time",
  dst_overlap: "the clocks are put back: this time comes twice",
};

/** Describes a preview, a line each: in words, then its runs in local time, zone and UTC. */
export function runLines(preview: SchedulePreview, timezone: string, paint: Ansis): string[] {
  const runs = preview.next_runs.map(({ at, note }, index) => {
    const beside = note === null ? "" : paint.yellow(`  ${notes[note] ?? note} (${note})`);
    return `${index === 0 ? "fires  " : "then   "}  ${instantLine(at, timezone)}${beside}`;
  });
  const none = runs.length === 0 ? ["fires    never again"] : [];
  return [`${paint.bold("when   ")}  ${visibleLine(preview.description)}`, ...runs, ...none];
}
