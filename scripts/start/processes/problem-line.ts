/** pino's level for `warn`; errors are above. */
const warnLevel = 40;

/**
 * The part of a log line to show in a terminal: the message of a warning or an error, or a line that is not
 * JSON, which is output of a crash. Null for all other lines, and for stack frames.
 */
export function problemLine(line: string): string | null {
  if (line.trim() === "" || /^\s+(at |\^)/.test(line)) return null;
  if (!line.startsWith("{")) return line.trimEnd();
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== "object" || entry === null || !("level" in entry)) return null;
    if (typeof entry.level !== "number" || entry.level < warnLevel) return null;
    const message = "msg" in entry ? String(entry.msg) : "";
    const cause = "err" in entry ? causeOf(entry.err) : null;
    return [message, cause].filter(Boolean).join(": ");
  } catch {
    return line;
  }
}

function causeOf(error: unknown): string | null {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : null;
}
