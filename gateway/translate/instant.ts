import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";

/** RFC 3339, 5.6, with an offset; a fraction of up to nine digits. */
const rfc3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** An instant of the contract: RFC 3339, UTC, milliseconds. */
export function toInstant(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** The same, where there may be none. */
export function toInstantOrNull(atMs: number | undefined): string | null {
  return atMs === undefined ? null : toInstant(atMs);
}

/**
 * The Unix milliseconds of an instant in a query; undefined when it was not given. What is finer than a
 * millisecond is cut off.
 *
 * @throws ServiceError invalid_parameter
 */
export function fromInstant(text: string | undefined, param: string): number | undefined {
  if (text === undefined) return undefined;
  const [, date = "", hour, minute, second, fraction = "", offset = ""] = rfc3339.exec(text) ?? [];
  const wallClock = `${date}T${hour}:${minute}:${second}${fraction.slice(0, 4)}`;
  const atMs = Date.parse(`${wallClock}${offset.toUpperCase()}`);
  // Date rolls a 30th of February over to March, which no one meant.
  const exists = !Number.isNaN(atMs) && new Date(Date.parse(`${wallClock}Z`)).toISOString().startsWith(date);
  if (exists && Number(hour) < 24) return atMs;
  const message = `\`${param}\` must be RFC 3339 with an offset, such as 2026-07-01T09:00:00Z.`;
  throw new ServiceError<ErrorCode>("invalid", "invalid_parameter", message, param);
}
