import { exitCodes } from "./exit-codes.ts";
import type { World } from "./world.ts";

/**
 * Creates a world from a process. Ctrl-C aborts its signal, and a second one ends the process at once. When the
 * reader of stdout goes away, as `head` does, the process ends with 0.
 *
 * @returns also a function that releases the process when the command is done
 */
export function processWorld(from: NodeJS.Process): { world: World; ended(): void } {
  const interrupted = new AbortController();
  const interrupt = () => {
    if (interrupted.signal.aborted) from.exit(exitCodes.interrupted);
    interrupted.abort();
  };
  from.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  for (const stream of [from.stdout, from.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      from.exit(error.code === "EPIPE" ? exitCodes.done : exitCodes.unexpected);
    });
  }
  const world: World = {
    environment: from.env,
    folder: from.cwd(),
    stdin: from.stdin,
    stdout: from.stdout,
    stderr: from.stderr,
    signal: interrupted.signal,
    now: Date.now,
  };
  const ended = () => {
    from.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    from.stdin.unref?.();
  };
  return { world, ended };
}
