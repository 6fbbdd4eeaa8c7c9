import { type ErrorCode, errors } from "../../generated/openapi/errors.ts";
import type { Error as ErrorBody } from "../../generated/openapi/types.gen.ts";
import { ServiceError } from "../../services/runtime/errors.ts";

/** An error as it leaves the gateway. */
export interface Problem {
  readonly status: number;
  /** That HTTP has for this status, beside those of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
  /** The error is a defect of ours, and belongs into the log. */
  readonly defect: boolean;
}

/**
 * The documented answer to an error. What is no ServiceError with a documented code is a defect, and
 * nothing of it reaches the outside.
 */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof ServiceError && isErrorCode(error.code)) {
    return problem(error.code, error.message, error.param, requestId, false);
  }
  return problem("internal_error", "Something went wrong on this side.", null, requestId, true);
}

/** Clients are told to wait this long when they may come again and nobody said when, in seconds. */
const comeAgain = { "Retry-After": "1" };

const headersOf: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { "WWW-Authenticate": "Bearer" },
  429: comeAgain,
  503: comeAgain,
};

/** True if a code from elsewhere is one that the contract lists. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code);
}

function problem(
  code: ErrorCode,
  message: string,
  param: string | null,
  request_id: string,
  defect: boolean,
): Problem {
  const { status, type } = errors[code];
  const headers = headersOf[status] ?? {};
  return { status, headers, body: { error: { type, code, message, param, request_id } }, defect };
}
