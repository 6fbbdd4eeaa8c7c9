import { Option } from "commander";
import type { Scope } from "../../../sdk/src/index.ts";
import { type AddCommand, act } from "../act.ts";
import { withKeyOption } from "../create/request-options.ts";
import { examplesOf } from "../examples-of.ts";
import { printIssuedKey } from "./print-issued-key.ts";

/** Adds `sched keys create`. */
export const addCreateKey: AddCommand = (group, context) => {
  const command = group
    .command("create")
    .description("Create an API key of the same project and mode; its text is shown once")
    .argument("<name>", "what it is for")
    .addOption(
      new Option("--scope <scope...>", "what it may do")
        .choices(["read", "write", "replay", "admin"])
        .makeOptionMandatory(),
    );
  withKeyOption(command);
  examplesOf(
    command,
    "sched keys create ci --scope read write",
    "sched keys create dashboard --scope read --json | jq -r .key",
  );
  act<{ scope: Scope[]; key?: string }>(command, context, async (session, words, { scope, key }) => {
    const [name = ""] = words;
    const options = { signal: session.signal, idempotencyKey: key };
    printIssuedKey(
      session,
      await session.landfall.apiKeys.create({ name, scopes: [...new Set(scope)] }, options),
    );
  });
};
