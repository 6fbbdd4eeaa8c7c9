import type { RefusalCode } from "./reading.ts";

/** A refused phrase. Recognize it by `name`, which works across two copies of this package. */
export class WhenError extends Error {
  override readonly name = "WhenError";
  readonly code: RefusalCode;
  /** Whole phrases to try instead. */
  readonly suggestions: readonly string[];

  constructor(code: RefusalCode, message: string, suggestions: readonly string[] = []) {
    super(message);
    this.code = code;
    this.suggestions = suggestions;
  }
}

/** Throws a refusal. */
export function refuse(code: RefusalCode, message: string, suggestions: readonly string[] = []): never {
  throw new WhenError(code, message, suggestions);
}
