import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { keptDuration } from "../../rules/kept-duration.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { durationMs } from "../../runtime/time/duration.ts";
import { parseInstant } from "../timing/instant.ts";

const mostMs = 3_653 * 86_400_000;

/**
 * Reads how far the clock is to be moved, by a duration or to an instant.
 *
 * @returns the instant to move it to
 * @throws ServiceError with the field at fault
 */
export function judgeTarget(
  { by, to }: { readonly by?: string | undefined; readonly to?: string | undefined },
  now: number,
): number {
  if (by !== undefined && to !== undefined) throw fault("invalid_parameter", "Give either by or to.", "to");
  if (by !== undefined) return now + readDuration(by);
  if (to === undefined) {
    throw fault("invalid_parameter", "Give by, a duration such as 24h, or to, an instant.", "by");
  }
  const at = parseInstant(to);
  if (at === null) {
    throw fault(
      "invalid_parameter",
      "to must be RFC 3339 with an offset, such as 2027-07-01T09:00:00Z.",
      "to",
    );
  }
  if (at < now) {
    throw fault("dev_clock_forward_only", `It is ${new Date(now).toISOString()} already.`, "to");
  }
  if (at - now > mostMs) throw fault("invalid_parameter", "to is more than 10 years ahead.", "to");
  return at;
}

function readDuration(by: string): number {
  const ns = keptDuration(by);
  if (ns === null) throw fault("invalid_duration", "by must be a Go duration such as 24h or 1h30m.", "by");
  if (ns < 0n) throw fault("dev_clock_forward_only", "The clock goes forward only.", "by");
  const ms = durationMs(ns);
  if (ms > mostMs) throw fault("invalid_duration", "by is over 10 years.", "by");
  return ms;
}

function fault(code: ErrorCode, message: string, param: string): ServiceError<ErrorCode> {
  return new ServiceError(code, message, param);
}
