import type { Period, Slots } from "../clauses/slots.ts";
import { type Context, furthest, refuseTooFar } from "../context.ts";
import { durationText } from "../duration-text.ts";
import type { WhenTiming } from "../reading.ts";
import { refuse } from "../when-error.ts";
import { weekdayField } from "./cron-fields.ts";
import { stepFields } from "./cron-steps.ts";
import { cronTiming } from "./cron-timing.ts";

/**
 * Timing of a phrase that repeats at an interval: `every`, or a cron expression if it is limited to hours,
 * days or minutes of the hour.
 *
 * @throws WhenError if no single timing expresses it
 */
export function resolveInterval(
  every: Period & { kind: "span" },
  slots: Slots,
  context: Context,
): WhenTiming {
  const { ms, hourly } = every;
  const beside = slots.writtenIn("clocks", "part", "days", "month");
  const written = slots.writtenIn("every");
  if (beside !== null) {
    refuse(
      "unreadable",
      `“${beside}” cannot stand beside “${written}”. Bound it with “from 9:00 to 17:00”, or write “every day at …”.`,
    );
  }
  if (ms < 1_000)
    refuse("too_soon", `“${written}”: the shortest interval is one second.`, ["every 1 second"]);
  if (!(context.now + ms <= furthest(context.now))) refuseTooFar();
  if (!hourly && slots.writtenIn("window", "minutes", "weekdays") === null) {
    const zone = slots.writtenIn("zone");
    if (zone !== null)
      refuse(
        "unreadable",
        `“${zone}” changes nothing about “${written}”, which is the same in every zone: leave it out.`,
      );
    return { every: durationText(ms) };
  }
  const weekdays = slots.get("weekdays");
  return cronTiming(
    `${stepFields(ms, slots, context)} * * ${weekdays === undefined ? "*" : weekdayField(weekdays.days)}`,
    context,
  );
}
