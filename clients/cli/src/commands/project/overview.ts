import { Option } from "commander";
import type { Overview } from "../../../../sdk/src/index.ts";
import { type AddCommand, act } from "../../act.ts";
import { examplesOf } from "../../examples-of.ts";
import { spanText } from "../../show/span.ts";
import { printFields } from "../../show/table.ts";

/** Adds `sched overview`. */
export const addOverview: AddCommand = (parent, context) => {
  const command = parent
    .command("overview")
    .description("Sum up what the project does: how much, how well, how punctually, what needs attention")
    .addOption(new Option("--period <period>", "how far back").choices(["24h", "7d", "30d"]).default("24h"));
  examplesOf(command, "sched overview", "sched overview --period 7d --json | jq .offset_ms.p99");
  act<{ period: Overview["period"] }>(command, context, async (session, _words, { period }) => {
    const overview = await session.landfall.figures.overview({ period }, { signal: session.signal });
    const { output } = session;
    if (output.isJson) return output.json(overview);
    const { offset_ms: late, ended, needs_attention: attention, at_least } = overview;
    const count = (name: Overview["at_least"][number], value: number) =>
      at_least.includes(name) ? `${value} or more` : `${value}`;
    const span = (ms: number | null) => (ms === null ? "-" : spanText(ms));
    printFields(output, [
      ["period", overview.period],
      ["schedules", `${count("active_schedules", overview.active_schedules)} active`],
      ["deliveries", `${overview.recent_volume}`],
      ["success", overview.success_rate === null ? "-" : `${(overview.success_rate * 100).toFixed(2)} %`],
      ["late", `p50 ${span(late.p50)}, p95 ${span(late.p95)}, p99 ${span(late.p99)}, max ${span(late.max)}`],
      [
        "ended",
        Object.entries(ended)
          .map(([state, value]) => `${value} ${state}`)
          .join(", "),
      ],
      [
        "attention",
        `${attention.failed} failed, ${count("dead", attention.dead)} dead letters, ${count("late", attention.late)} late`,
      ],
      ["soon", `${count("due_soon", attention.due_soon)} due soon`],
    ]);
  });
};
