import { spawn } from "node:child_process";

export interface CommandResult {
  /** Null when it was ended by a signal, or could not be run at all. */
  readonly status: number | null;
  /** Both streams as they came. */
  readonly output: string;
}

/**
 * Runs a command to its end and keeps what it says. It ends with this process's stop.
 *
 * @param limitMs past it the command counts as hung and is ended
 */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { cwd: string; environment: NodeJS.ProcessEnv; limitMs: number; stop: AbortSignal },
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], {
      cwd: options.cwd,
      env: options.environment,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.limitMs,
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    const end = () => child.kill("SIGTERM");
    options.stop.addEventListener("abort", end, { once: true });
    const finish = (status: number | null, more: string) => {
      options.stop.removeEventListener("abort", end);
      resolve({ status, output: Buffer.concat(chunks).toString() + more });
    };
    child.once("error", (error) => finish(null, `${program} cannot be run: ${error.message}\n`));
    child.once("close", (code, signal) =>
      finish(
        code,
        signal === null ? "" : `\nended by ${signal} (the limit is ${options.limitMs / 60_000} minutes)\n`,
      ),
    );
  });
}
