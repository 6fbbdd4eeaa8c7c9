import type { Error as ApiAnswer } from "./generated.ts";
import { ConnectionError, errorClasses, LandfallError } from "./landfall-error.ts";
import { retryAfterMs } from "./retry-after.ts";

/**
 * Converts a failure to the error that the call rejects with. A TypeError for something that cannot be sent
 * is kept.
 *
 * @param thrown what the generated client threw: the JSON of an answer, its text, or a lower-level error
 * @param response the last answer; null if there was none
 */
export function readError(thrown: unknown, response: Response | null): unknown {
  if (thrown instanceof LandfallError || response === null) return thrown;
  const { status, headers } = response;
  const requestId = headers.get("x-request-id");
  if (!response.ok && isApiAnswer(thrown)) {
    const { type, code, message, param, request_id } = thrown.error;
    const Class = errorClasses[type] ?? LandfallError;
    const waitMs = retryAfterMs(headers, Date.now());
    return new Class({ code, message, status, param, requestId: request_id, retryAfterMs: waitMs });
  }
  return unexpectedAnswer(status, requestId, thrown);
}

/** The answer did not come from Landfall: a proxy, another server, or a truncated answer. */
export function unexpectedAnswer(status: number, requestId: string | null, found: unknown): ConnectionError {
  const text = typeof found === "string" ? found : messageOf(found);
  const begin = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return new ConnectionError({
    code: "unexpected_answer",
    message: `The answer (status ${status}) is not one of Landfall's; is the base URL right? It begins: ${begin}`,
    status,
    requestId,
    cause: found,
  });
}

function isApiAnswer(value: unknown): value is ApiAnswer {
  if (typeof value !== "object" || value === null || !("error" in value)) return false;
  const { error } = value;
  return (
    typeof error === "object" && error !== null && "code" in error && "type" in error && "message" in error
  );
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : (JSON.stringify(thrown) ?? String(thrown));
}
