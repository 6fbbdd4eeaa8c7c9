import { CommanderError } from "commander";
import { exitCodeOf, exitCodes } from "./exit-codes.ts";
import { Output } from "./output.ts";
import { buildProgram } from "./program.ts";
import { reportFailure } from "./report-failure.ts";
import type { World } from "./world.ts";

/** Runs one command. @param argv the arguments of `sched` @returns the exit code */
export async function run(argv: readonly string[], world: World): Promise<number> {
  const state: { code: number } = { code: exitCodes.done };
  try {
    const program = await buildProgram(world, (code) => {
      state.code = code;
    });
    // Answers the script of `sched completion`, `sched complete -- words…`, before anything is parsed.
    if (argv[0] === "complete") {
      const { printCompletions } = await import("./completion/print-completions.ts");
      printCompletions(program, argv.slice(argv[1] === "--" ? 2 : 1));
      return state.code;
    }
    await program.parseAsync(argv, { from: "user" });
    return state.code;
  } catch (error) {
    const code = world.signal.aborted ? exitCodes.interrupted : exitCodeOf(error);
    // Shows the help if no command is given.
    const wasHelp = error instanceof CommanderError && error.code === "commander.help";
    if (code !== exitCodes.done && !wasHelp) {
      const json = argv.includes("--json");
      reportFailure(error, code, new Output(world, { json, color: !argv.includes("--no-color") }));
    }
    return code;
  }
}
