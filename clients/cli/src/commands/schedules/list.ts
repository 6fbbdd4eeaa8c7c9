import { Option } from "commander";
import type { Schedule } from "../../../../sdk/src/index.ts";
import { type AddCommand, act } from "../../act.ts";
import { readPairs } from "../../create/request-fields.ts";
import { gathered } from "../../create/request-options.ts";
import { examplesOf } from "../../examples-of.ts";
import { instantOption } from "../../instant-option.ts";
import { type ListWords, printList, withListOptions } from "../../print-list.ts";
import { instantCell } from "../../show/instant.ts";
import { destinationText, ruleText } from "../../show/schedule.ts";

interface Words extends ListWords {
  readonly state?: Schedule["state"];
  readonly kind?: Schedule["kind"];
  readonly endpointId?: string;
  readonly q?: string;
  readonly meta?: readonly string[];
  readonly after?: string;
  readonly before?: string;
}

/** Adds `sched list`. */
export const addList: AddCommand = (parent, context) => {
  const command = parent
    .command("list")
    .description("List schedules, newest first")
    .addOption(
      new Option("--state <state>", "only in this state").choices([
        "active",
        "paused",
        "completed",
        "canceled",
        "exhausted",
      ]),
    )
    .addOption(new Option("--kind <kind>", "only of this kind").choices(["one_shot", "cron", "interval"]))
    .option("--endpoint-id <id>", "only to this endpoint profile")
    .option("-q <text>", "only whose name or URL contains this")
    .option("--meta <pair>", "only with this metadata, key=value", gathered)
    .option("--after <time>", "only made since: an instant, or 2h for two hours ago")
    .option("--before <time>", "only made before");
  withListOptions(command);
  examplesOf(
    command,
    "sched list --state active",
    "sched list -q invoice --limit 100",
    "sched list --all --json | jq -r '.data[].id'",
  );
  act<Words>(command, context, (session, _words, typed) => {
    const query = {
      state: typed.state,
      kind: typed.kind,
      endpoint_id: typed.endpointId,
      q: typed.q,
      metadata: typed.meta === undefined ? undefined : readPairs(typed.meta),
      created_after: instantOption("--after", typed.after, session.world.now()),
      created_before: instantOption("--before", typed.before, session.world.now()),
    };
    return printList(
      session,
      typed,
      (page) => session.landfall.schedules.list({ ...query, ...page }, { signal: session.signal }),
      {
        none: "There are no such schedules.",
        head: ["ID", "STATE", "NEXT", "RULE", "TO", "NAME"],
        row: (each) => [
          each.id,
          each.state,
          instantCell(each.next_fire_at, session.timezone),
          each.kind === "one_shot" ? "once" : ruleText(each),
          destinationText(each),
          each.name ?? "",
        ],
      },
    );
  });
};
