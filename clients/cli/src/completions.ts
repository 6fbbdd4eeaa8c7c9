import { script } from "@bomb.sh/tab";
import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";

// The only file that uses the package, which is 0.0.x. It prints to the process's stdout by itself.

/** Prints the script that a shell loads. @param shell bash, zsh or fish */
export function printScript(shell: string): void {
  script(shell, "sched", "sched");
}

/** Prints the completions of the last word, a line each, as the script expects. */
export function printCompletions(program: Command, words: readonly string[]): void {
  tab(program, { completionCommandName: "completion-script" }).parse([...words]);
}
