import type { ExitCode } from "../exit-codes.ts";

/** State of one thing that `doctor` checked. */
export type CheckState =
  /** Nothing is wrong. */
  | "ok"
  /** Works, but something is unusual. Does not change the exit code. */
  | "warning"
  /** Does not work. */
  | "problem";

/** Result of one check. */
export interface Check {
  readonly name: string;
  readonly state: CheckState;
  readonly found: string;
  /** The next step; null if nothing is wrong. */
  readonly advice: string | null;
  /** The exit code that a problem leads to. */
  readonly exitCode: ExitCode;
}

/** All is well. */
export function fine(name: string, found: string): Check {
  return { name, state: "ok", found, advice: null, exitCode: 0 };
}

/** A check with a warning. */
export function warning(name: string, found: string, advice: string): Check {
  return { name, state: "warning", found, advice, exitCode: 0 };
}

/** Something will not work. */
export function problem(name: string, found: string, advice: string, exitCode: ExitCode): Check {
  return { name, state: "problem", found, advice, exitCode };
}
