import { ServiceError } from "../runtime/errors.ts";
import { durationMs } from "../runtime/time/duration.ts";
import { durationHint } from "../runtime/time/duration-hint.ts";
import { keptDuration } from "./kept-duration.ts";

/** Longest time for one attempt; both fields are null when the caller gave none. */
export type JudgedTimeout =
  | { readonly timeout: null; readonly timeoutMs: null }
  | {
      /** As the caller wrote it. */
      readonly timeout: string;
      readonly timeoutMs: number;
    };

/** Checks a timeout. @throws ServiceError `invalid_timeout` */
export function judgeTimeout(timeout: string | undefined): JudgedTimeout {
  if (timeout === undefined) return { timeout: null, timeoutMs: null };
  const ns = keptDuration(timeout);
  if (ns === null || ns < 1_000_000_000n || ns > 300_000_000_000n) {
    const message = `timeout must be a Go duration from 1s to 5m${durationHint(timeout)}.`;
    throw new ServiceError("invalid_timeout", message, "timeout");
  }
  return { timeout, timeoutMs: durationMs(ns) };
}
