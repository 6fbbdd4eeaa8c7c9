import { CommanderError } from "commander";
import { isLandfallError } from "../../sdk/src/index.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { Failure } from "./failure.ts";
import type { Output } from "./output.ts";
import { visible } from "./show/visible.ts";

interface Told {
  readonly code: string;
  readonly message: string;
  readonly param: string | null;
  readonly request_id: string | null;
  readonly status: number | null;
  readonly hints: readonly string[];
}

/** Reports an error on stderr: lines for people, one JSON document with `--json`. */
export function reportFailure(error: unknown, exitCode: ExitCode, output: Output): void {
  const told = exitCode === exitCodes.interrupted ? interruption(error) : tell(error);
  if (output.isJson) {
    output.note(JSON.stringify({ error: { ...told, exit_code: exitCode } }));
    return;
  }
  if (exitCode === exitCodes.interrupted) {
    output.note(told.message);
    return;
  }
  const { paint } = output.errors;
  output.note(`${paint.red("error")}  ${visible(told.message)}`);
  const marks = [
    told.code,
    ...(told.param === null ? [] : [`at ${told.param}`]),
    ...(told.request_id === null ? [] : [`request ${told.request_id}`]),
  ];
  output.note(paint.dim(`       ${visible(marks.join(" · "))}`));
  for (const hint of told.hints) output.note(`       ${visible(hint)}`);
}

const nothing = { param: null, request_id: null, status: null, hints: [] };

/** True if the user answered no, or pressed Ctrl-C at any time. */
function interruption(error: unknown): Told {
  if (error instanceof Failure) return { ...nothing, code: error.code, message: error.message };
  return { ...nothing, code: "interrupted", message: "Interrupted." };
}

function tell(error: unknown): Told {
  if (isLandfallError(error)) {
    const { code, message, param, requestId, status, retryAfterMs } = error;
    const wait = retryAfterMs === null ? [] : [`Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`];
    return { code, message, param, request_id: requestId, status, hints: [...wait, ...adviceOn(code)] };
  }
  if (error instanceof Failure) {
    return { ...nothing, code: error.code, message: error.message, hints: error.hints };
  }
  if (error instanceof CommanderError) {
    const [message = "", ...hints] = error.message.replace(/^error: /, "").split("\n");
    return {
      ...nothing,
      code: "usage",
      message,
      hints: [...hints, "`sched --help` lists the commands, `sched COMMAND --help` what one takes."],
    };
  }
  if (
    error instanceof Error &&
    "suggestions" in error &&
    "code" in error &&
    Array.isArray(error.suggestions)
  ) {
    const hints = error.suggestions.map((phrase) => `Try: “${String(phrase)}”`);
    return { ...nothing, code: String(error.code), message: error.message, hints };
  }
  return { ...nothing, code: "unexpected", message: error instanceof Error ? error.message : String(error) };
}

function adviceOn(code: string): readonly string[] {
  return advice[code] ?? [];
}

const advice: Readonly<Record<string, readonly string[]>> = {
  connection_failed: ["Is Landfall running there? `sched doctor` looks."],
  unexpected_answer: ["Is SCHED_API_URL Landfall's address?"],
  invalid_api_key: ["`sched doctor` says which key is used and where it comes from."],
  insufficient_scope: ["`sched doctor` lists the scopes of the key that is used."],
  version_mismatch: ["Somebody changed it meanwhile: look at it with `sched get`, and try again."],
};
