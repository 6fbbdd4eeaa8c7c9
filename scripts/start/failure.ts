/**
 * A command failure, in one line that says what is wrong and how to fix it. Commands print the message
 * without a stack; any other error is a defect.
 */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
}

/** The error's message as one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replaceAll(/\s*\n\s*/g, " ").trim();
}

/**
 * The `code` that Node and mysql2 give their errors (`EADDRINUSE`, `ER_BAD_DB_ERROR`); null if there is
 * none.
 */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
