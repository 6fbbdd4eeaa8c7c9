import { type ErrorCode, errors } from "../../generated/openapi/errors.ts";
import type { Error as ErrorBody } from "../../generated/openapi/types.gen.ts";
import { ServiceError } from "../../services/runtime/errors.ts";

/** An error answer of the gateway. */
export interface Problem {
  readonly status: number;
  /** Headers that HTTP requires for this status, beside those of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
  /** True if the error is a defect of ours, which is logged. */
  readonly defect: boolean;
}

/**
 * Converts an error to its documented answer. Anything except a ServiceError with a documented code is a
 * defect, and its details are not shown.
 */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof ServiceError && isErrorCode(error.code)) {
    return problem(error.code, error.message, error.param, requestId, false);
  }
  return problem("internal_error", "Something went wrong on this side.", null, requestId, true);
}

/** Default Retry-After in seconds, for callers that may retry. */
const comeAgain = { "Retry-After": "1" };

const headersOf: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { "WWW-Authenticate": "Bearer" },
  429: comeAgain,
  503: comeAgain,
};

/** True if a code is listed in the contract. */
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
  const doc_url = `/docs/errors/${code}`;
  return { status, headers, body: { error: { type, code, message, param, request_id, doc_url } }, defect };
}
