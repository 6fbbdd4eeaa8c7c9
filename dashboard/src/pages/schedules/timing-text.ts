import type { Schedule, ScheduleKind } from "../../sdk.ts";

/** The rule of a schedule in few characters: its cron expression, its interval, or "once". */
export function timingText({ kind, cron, every }: Pick<Schedule, "kind" | "cron" | "every">): string {
  switch (kind) {
    case "cron":
      return cron ?? "cron";
    case "interval":
      return `every ${every ?? "?"}`;
    case "one_shot":
      return "once";
  }
}

/** The word for a kind. */
export function kindText(kind: ScheduleKind): string {
  const words = { cron: "Cron", interval: "Interval", one_shot: "Once" } as const satisfies Record<
    ScheduleKind,
    string
  >;
  return words[kind];
}
