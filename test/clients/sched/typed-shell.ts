import { spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";

/** A shell at a terminal, and what was typed there one after another. */
export interface TypedShell {
  readonly command: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly lines: readonly string[];
}

const limitMs = 30_000;

/** Types lines, each with an Enter, into a shell at a terminal, then `exit`. @returns what it showed */
export async function typeInto({ command, folder, environment, lines }: TypedShell): Promise<string> {
  const child = spawn("script", ["-qefc", `stty cols 200; ${command}`, "/dev/null"], {
    cwd: folder,
    env: { ...environment, TERM: "dumb" },
    stdio: ["pipe", "pipe", "ignore"],
    timeout: limitMs,
  });
  let shown = "";
  const left = [...lines, "exit"];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    // The shell reads a line when it shows its prompt again; what is typed before may be lost.
    if (!stripVTControlCharacters(shown).trimEnd().endsWith("READY>")) return;
    shown += "\n";
    child.stdin.write(`${left.shift() ?? ""}\r`);
  });
  await once(child, "close");
  return shown;
}
