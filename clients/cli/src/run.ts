import { CommanderError } from "commander";
import { exitCodeOf, exitCodes } from "./exit-codes.ts";
import { Output } from "./output.ts";
import { buildProgram } from "./program.ts";
import { reportFailure } from "./report-failure.ts";
import type { World } from "./world.ts";

/**
 * Runs one command.
 *
 * @param argv what was typed behind `sched`
 * @returns the exit code
 */
export async function run(argv: readonly string[], world: World): Promise<number> {
  const state: { code: number } = { code: exitCodes.done };
  try {
    const program = await buildProgram(world, (code) => {
      state.code = code;
    });
    // What the script of `sched completion` asks, `sched complete -- words…`, before anything of it is read.
    if (argv[0] === "complete") {
      const { printCompletions } = await import("./completion/print-completions.ts");
      printCompletions(program, argv.slice(argv[1] === "--" ? 2 : 1));
      return state.code;
    }
    await program.parseAsync(argv, { from: "user" });
    return state.code;
  } catch (error) {
    const code = world.signal.aborted ? exitCodes.interrupted : exitCodeOf(error);
    // Without a command there is its help in place of an error.
    const wasHelp = error instanceof CommanderError && error.code === "commander.help";
    if (code !== exitCodes.done && !wasHelp) {
      const json = argv.includes("--json");
      reportFailure(error, code, new Output(world, { json, color: !argv.includes("--no-color") }));
    }
    return code;
  }
}
