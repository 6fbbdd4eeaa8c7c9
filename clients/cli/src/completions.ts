import tab from "@bomb.sh/tab/commander";
import { script } from "@bomb.sh/tab";
import type { Command } from "commander";
import type { World } from "./world.ts";

// The one file that knows the package, which is 0.0.x. It prints by itself, on the process's stdout.

/** Prints the script that a shell loads. @param shell bash, zsh or fish */
export function printScript(shell: string, _world: World): void {
  script(shell, "sched", "sched");
}

/** Prints what the last of the words may become, a line each, as the script expects it. */
export function printCompletions(program: Command, words: readonly string[]): void {
  // Under another name, so that its own commands do not stand in the way of ours.
  tab(program.copyInheritedSettings(program), { completionCommandName: "tab-script" }).parse([...words]);
}
