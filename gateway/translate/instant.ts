import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";

/** The start of January or July, to the second. */
const halfYear = /^\d{4}-0[17]-01T00:00:00/;
/** RFC 3339, 5.6, with an offset; a fraction of any length. */
const rfc3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

let writtenAtMs = 0;
let written = new Date(writtenAtMs).toISOString();

/**
 * Formats an instant for the contract: RFC 3339, UTC, milliseconds. Caches the last one, because an object
 * repeats the same instant.
 */
export function toInstant(atMs: number): string {
  if (atMs !== writtenAtMs) {
    written = new Date(atMs).toISOString();
    writtenAtMs = atMs;
  }
  return written;
}

/** Like `toInstant`, but null for undefined. */
export function toInstantOrNull(atMs: number | undefined): string | null {
  return atMs === undefined ? null : toInstant(atMs);
}

/**
 * Parses an instant in a query to Unix milliseconds; undefined if it was not given. Digits below a
 * millisecond are cut off. A leap second, the last second of June or December in UTC (RFC 3339, 5.7), is
 * read as the second after it.
 *
 * @throws ServiceError invalid_parameter
 */
export function fromInstant(text: string | undefined, param: string): number | undefined {
  if (text === undefined) return undefined;
  const [, date = "", hour, minute, second, fraction = "", offset = ""] = rfc3339.exec(text) ?? [];
  const leaps = second === "60";
  const wallClock = `${date}T${hour}:${minute}:${leaps ? "59" : second}${fraction.slice(0, 4)}`;
  const atMs = Date.parse(`${wallClock}${offset.toUpperCase()}`) + (leaps ? 1_000 : 0);
  // Date would turn a 30th of February into a day in March.
  const exists = !Number.isNaN(atMs) && new Date(Date.parse(`${wallClock}Z`)).toISOString().startsWith(date);
  const isTime = Number(hour) < 24 && (!leaps || beginsHalfYear(atMs));
  if (exists && isTime) return atMs;
  const message = `\`${param}\` must be RFC 3339 with an offset, such as 2026-07-01T09:00:00Z.`;
  throw new ServiceError<ErrorCode>("invalid_parameter", message, param);
}

function beginsHalfYear(atMs: number): boolean {
  return !Number.isNaN(atMs) && halfYear.test(new Date(atMs).toISOString());
}
