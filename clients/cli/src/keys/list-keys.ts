import { type AddCommand, act } from "../act.ts";
import { examplesOf } from "../examples-of.ts";
import { type ListWords, printList, withListOptions } from "../print-list.ts";
import { instantCell } from "../show/instant.ts";

/** Adds `sched keys list`, which is also `sched keys`. */
export const addListKeys: AddCommand = (group, context) => {
  const command = group
    .command("list", { isDefault: true })
    .description("List API keys, revoked ones too (the default)");
  withListOptions(command);
  examplesOf(command, "sched keys", "sched keys --json");
  act<ListWords>(command, context, (session, _words, typed) =>
    printList(session, typed, (page) => session.landfall.apiKeys.list(page, { signal: session.signal }), {
      none: "There are no keys.",
      head: ["ID", "NAME", "SCOPES", "KEY", "LAST USED", "REVOKED"],
      row: (each) => [
        each.id,
        each.name,
        each.scopes.join(","),
        each.hint,
        instantCell(each.last_used_at, session.timezone),
        instantCell(each.revoked_at, session.timezone),
      ],
    }),
  );
};
