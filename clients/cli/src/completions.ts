import { script } from "@bomb.sh/tab";
import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";

// The one file that knows the package, which is 0.0.x. It prints by itself, on the process's stdout.

/** Prints the script that a shell loads. @param shell bash, zsh or fish */
export function printScript(shell: string): void {
  script(shell, "sched", "sched");
}

/** Prints what the last of the words may become, a line each, as the script expects it. */
export function printCompletions(program: Command, words: readonly string[]): void {
  tab(program, { completionCommandName: "completion-script" }).parse([...words]);
}
