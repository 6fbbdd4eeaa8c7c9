import { type AddCommand, act } from "../act.ts";
import { eachOf } from "../each-of.ts";
import { examplesOf } from "../examples-of.ts";
import { idsOf } from "../id-of.ts";
import { type ListWords, printList, withListOptions } from "../print-list.ts";
import { printEndpoint } from "../show/endpoint.ts";

/** Adds `sched endpoints list`, which is also `sched endpoints`. */
export const addListEndpoints: AddCommand = (group, context) => {
  const command = group
    .command("list", { isDefault: true })
    .description("List endpoint profiles, newest first (the default)")
    .option("-q <text>", "only whose name, description or URL contains this");
  withListOptions(command);
  examplesOf(command, "sched endpoints", "sched endpoints list -q billing");
  act<ListWords & { q?: string }>(command, context, (session, _words, typed) => {
    const options = { signal: session.signal };
    return printList(
      session,
      typed,
      (page) => session.landfall.endpoints.list({ q: typed.q, ...page }, options),
      {
        none: "There are no endpoint profiles.",
        head: ["ID", "STATE", "BREAKER", "RATE", "URL", "NAME"],
        row: (each) => [
          each.id,
          each.state,
          each.breaker.state,
          each.max_per_second === null ? "-" : `${each.max_per_second}/s`,
          each.url,
          each.name ?? "",
        ],
      },
    );
  });
};

/** Adds `sched endpoints get`. */
export const addGetEndpoint: AddCommand = (group, context) => {
  const command = group.command("get").description("Show endpoint profiles").argument("<id...>", "ep_…");
  examplesOf(command, "sched endpoints get ep_01J…");
  act(command, context, (session, ids) =>
    eachOf(
      session,
      idsOf(ids, "ep"),
      (id) => session.landfall.endpoints.get(id, { signal: session.signal }),
      (endpoint) => printEndpoint(session.output, endpoint, session.timezone),
    ),
  );
};
