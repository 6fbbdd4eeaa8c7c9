import cronstrue from "cronstrue";
import type { TimingColumns } from "../../store/for-scheduler.ts";
import { formatInstant } from "../timing/instant.ts";

/** A timing in words, for people who check what they have written. */
export function describeTiming(timing: TimingColumns): string {
  return [sentence(timing), ...bounds(timing)].join(", ");
}

function sentence(timing: TimingColumns): string {
  switch (timing.kind) {
    case "one_shot":
      return timing.localFireAt === null
        ? `Once, at ${formatInstant(timing.fireAt ?? 0)}`
        : `Once, at ${timing.localFireAt} in ${timing.timezone ?? "UTC"}`;
    case "interval":
      return `Every ${timing.every ?? ""}`;
    case "cron":
      return `${cronInWords(timing.cron ?? "")}, ${timing.timezone ?? "UTC"}`;
  }
}

/** The library knows most of the dialect; of the rest the expression itself is the description. */
function cronInWords(cron: string): string {
  const expression = cron.trim().replace(/^CRON_TZ=\S+\s+/, "");
  try {
    return cronstrue.toString(expression, { use24HourTimeFormat: true, throwExceptionOnParseError: true });
  } catch {
    return `Cron ${expression}`;
  }
}

function bounds({ startsAt, endsAt, maxRuns }: TimingColumns): string[] {
  return [
    ...(startsAt === null ? [] : [`from ${formatInstant(startsAt)}`]),
    ...(endsAt === null ? [] : [`until ${formatInstant(endsAt)}`]),
    ...(maxRuns === null ? [] : [maxRuns === 1 ? "once" : `${maxRuns} times`]),
  ];
}
