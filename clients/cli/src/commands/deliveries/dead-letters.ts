import { type AddCommand, act } from "../../act.ts";
import { type ReplayWords, replayDeadLetters } from "../../dead-letters/replay-dead-letters.ts";
import { type FilterWords, filtersOf, withFilters } from "../../delivery-filters.ts";
import { examplesOf } from "../../examples-of.ts";
import { addGroup } from "../../group.ts";
import { type ListWords, printList, withListOptions } from "../../print-list.ts";
import { deliveryHead, deliveryRow } from "../../show/delivery.ts";

/** Adds `sched dead-letters`, its list and its replay. */
export const addDeadLetters: AddCommand = (parent, context) => {
  const group = addGroup(
    parent,
    "dead-letters",
    "Deliveries that were given up: list them, send them again",
    "sched dead-letters",
    "sched dead-letters replay --after 2h --over 10m",
  );
  addList(group, context);
  addReplay(group, context);
};

const addList: AddCommand = (group, context) => {
  const command = group
    .command("list", { isDefault: true })
    .description("List dead letters, newest first (the default)");
  withListOptions(withFilters(command));
  examplesOf(
    command,
    "sched dead-letters",
    "sched dead-letters --after 1d -q example.com",
    "sched dead-letters --json | jq '.data[].last_error.code'",
  );
  act<ListWords & FilterWords>(command, context, (session, _words, typed) => {
    const query = filtersOf(typed, session.world.now());
    const options = { signal: session.signal };
    return printList(
      session,
      typed,
      (page) => session.landfall.deadLetters.list({ ...query, ...page }, options),
      {
        none: "There are no such dead letters.",
        head: deliveryHead,
        row: (each) => deliveryRow(each, session.timezone),
      },
    );
  });
};

const addReplay: AddCommand = (group, context) => {
  const command = group
    .command("replay")
    .description("Send dead letters again: those named, or all that the filters meet and nobody replayed yet")
    .argument("[id...]", "dlv_…")
    .option("--all", "all of them, without a filter")
    .option("--over <duration>", "spread over this long, up to 24h; at once if not given")
    .option("--fresh-key", "with new Idempotency-Keys, so that receivers take them for new deliveries")
    .option("--wait", "follow them until each was tried; so it is on a terminal")
    .option("--no-wait", "do not follow them");
  withFilters(command);
  examplesOf(
    command,
    "sched dead-letters replay dlv_01J… dlv_02K…",
    "sched dead-letters replay --after 2h --over 10m",
    "sched dead-letters replay --all --over 1h --yes --no-wait",
  );
  act<ReplayWords>(command, context, replayDeadLetters);
};
