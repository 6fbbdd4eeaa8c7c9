import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";

// The only file that uses the package, which is 0.0.x. It prints to the process's stdout by itself.

/** Prints what the last of the words may become, a line each with its description behind a tab; then `:` and a number. */
export function printCompletions(program: Command, words: readonly string[]): void {
  tab(program, { completionCommandName: "completion-script" }).parse([...words]);
}
