import type { Command } from "commander";
import { examplesOf } from "./examples-of.ts";
import { usageFailure } from "./failure.ts";
import { nearest } from "./nearest.ts";

/**
 * Adds a command with subcommands. For an unknown subcommand it suggests the nearest one; commander would pass it to
 * the default.
 */
export function addGroup(
  parent: Command,
  name: string,
  description: string,
  ...examples: readonly string[]
): Command {
  const group = examplesOf(parent.command(name).description(description), ...examples);
  group.hook("preSubcommand", (_group, chosen) => {
    const [word] = group.args;
    const names = group.commands.map((each) => each.name());
    if (word === undefined || word.startsWith("-") || names.includes(word) || word === "help") return;
    if (chosen.registeredArguments.length > 0) return;
    const close = nearest(word, names);
    throw usageFailure(
      `unknown command '${name} ${word}'`,
      ...(close === null ? [] : [`Did you mean ${name} ${close}?`]),
      `There are: ${names.map((each) => `${name} ${each}`).join(", ")}.`,
    );
  });
  return group;
}
