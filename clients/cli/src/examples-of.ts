import type { Command } from "commander";

/** Puts examples below the help of a command. */
export function examplesOf(command: Command, ...lines: string[]): Command {
  return command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`);
}
