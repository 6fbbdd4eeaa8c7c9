import { type AddCommand, act } from "../../act.ts";
import { examplesOf } from "../../examples-of.ts";
import { exitCodes } from "../../exit-codes.ts";
import { usageFailure } from "../../failure.ts";
import { addGroup } from "../../group.ts";
import { instantLine } from "../../show/instant.ts";
import { spanText } from "../../show/span.ts";
import { printFields } from "../../show/table.ts";

/** Adds `sched clock`: the clock that tests can move. */
export const addClock: AddCommand = (parent, context) => {
  const group = addGroup(
    parent,
    "clock",
    "Clock that tests can move, of a Landfall started with --dev-clock",
    "sched clock",
    "sched clock advance 24h",
  );
  const show = group.command("show", { isDefault: true }).description("Show it (the default)");
  examplesOf(show, "sched clock", "sched clock --json | jq -r .now");
  act(show, context, async ({ landfall, output, signal, timezone }) => {
    const clock = await landfall.devClock.get({ signal });
    if (output.isJson) return output.json(clock);
    printFields(output, [
      ["now", instantLine(clock.now, timezone)],
      ["ahead", `${spanText(clock.ahead_ms)} of the real time`],
      ["open", `${clock.open} deliveries`],
    ]);
  });

  const advance = group
    .command("advance")
    .description("Move it forward; what falls due on the way is sent, each at its time")
    .argument("[duration]", "how far: 24h, 90m, 30d (a day is 24 h)")
    .option("--to <instant>", "up to this instant, RFC 3339");
  examplesOf(advance, "sched clock advance 24h", "sched clock advance --to 2027-01-31T09:00:00Z");
  act<{ to?: string }>(advance, context, async (session, words, { to }) => {
    const { landfall, output, signal, timezone } = session;
    const [by, more] = words;
    if ((by === undefined) === (to === undefined) || more !== undefined) {
      throw usageFailure("How far?", "Write sched clock advance 24h, or sched clock advance --to INSTANT.");
    }
    const moved = await landfall.devClock.advance(by === undefined ? { to: to ?? null } : inHours(by), {
      signal,
    });
    if (!moved.reached) session.endWith(exitCodes.partly);
    if (output.isJson) return output.json(moved);
    printFields(output, [
      ["now", instantLine(moved.now, timezone)],
      ["fired", `${moved.fired} attempts`],
      ["open", `${moved.open} deliveries`],
      ["not done", moved.reached ? null : `something due is still on its way; the target is ${moved.to}`],
    ]);
  });
};

/** Days as hours, which the API's durations end with: `30d` is `720h`. */
function inHours(duration: string): string {
  return duration.replace(/^(\d{1,5})d(?=\d|$)/, (_all, days: string) => `${Number(days) * 24}h`);
}
