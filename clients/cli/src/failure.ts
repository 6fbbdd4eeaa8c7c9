import type { exitCodes } from "./exit-codes.ts";

/** An error that a command reports itself; the message says what would have been right. */
export class Failure extends Error {
  override readonly name = "Failure";
  /** Names the exit code. */
  readonly kind: keyof typeof exitCodes;
  /** For programs. */
  readonly code: string;
  /** Next steps, one per line. */
  readonly hints: readonly string[];

  constructor(kind: keyof typeof exitCodes, code: string, message: string, hints: readonly string[] = []) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.hints = hints;
  }
}

/** Wrong arguments: exit code 2. */
export function usageFailure(message: string, ...hints: string[]): Failure {
  return new Failure("usage", "usage", message, hints);
}

/** The user answered no or pressed Ctrl-C: exit code 130. */
export function declined(): Failure {
  return new Failure("interrupted", "declined", "Nothing was done.");
}
