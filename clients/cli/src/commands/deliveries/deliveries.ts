import { Option } from "commander";
import type { DeliveryState } from "../../../../sdk/src/index.ts";
import { type AddCommand, act } from "../../act.ts";
import { type FilterWords, filtersOf, withFilters } from "../../delivery-filters.ts";
import { examplesOf } from "../../examples-of.ts";
import { type ListWords, printList, withListOptions } from "../../print-list.ts";
import { deliveryHead, deliveryRow } from "../../show/delivery.ts";

const states = [
  "scheduled",
  "dispatching",
  "retrying",
  "succeeded",
  "dead_lettered",
  "expired",
  "canceled",
  "skipped",
];

/** Adds `sched deliveries`. */
export const addDeliveries: AddCommand = (parent, context) => {
  const command = parent
    .command("deliveries")
    .description("List deliveries, newest first: what was planned, and what became of it")
    .addOption(new Option("--state <state>", "only in this state").choices(states));
  withListOptions(withFilters(command));
  examplesOf(
    command,
    "sched deliveries --state retrying",
    "sched deliveries --schedule sch_01J… --after 2h",
    "sched deliveries --all --json > deliveries.json",
  );
  act<ListWords & FilterWords & { state?: DeliveryState }>(command, context, (session, _words, typed) => {
    const query = { ...filtersOf(typed, session.world.now()), state: typed.state };
    const options = { signal: session.signal };
    return printList(
      session,
      typed,
      (page) => session.landfall.deliveries.list({ ...query, ...page }, options),
      {
        none: "There are no such deliveries.",
        head: deliveryHead,
        row: (each) => deliveryRow(each, session.timezone),
      },
    );
  });
};
