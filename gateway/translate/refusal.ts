import type { ErrorCode } from "../../generated/openapi/errors.ts";
import type { BulkCreateResult } from "../../generated/openapi/types.gen.ts";
import type { Problem } from "../../generated/rpc/landfall/errors/v1/problem.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import { isErrorCode } from "../problem/problem.ts";

/** A refused item of a bulk create. */
export type Refusal = BulkCreateResult["rejected"][number];

/** The error that a single create throws for a refused item. Its status follows from the code. */
export function refusalError({ code, message, param }: Problem): ServiceError {
  return new ServiceError(code, message, param ?? null);
}

/** Converts a refused item, with its index in the bulk create. */
export function toRefusal(index: number, { code, message, param }: Problem): Refusal {
  return { index, code: documented(code), message, param: param ?? null };
}

/**
 * Converts an error from validating an item to a refusal at its index.
 *
 * @throws the error itself if it is not a refusal
 */
export function refusalOfError(index: number, error: unknown): Refusal {
  if (!(error instanceof ServiceError)) throw error;
  return { index, code: documented(error.code), message: error.message, param: error.param };
}

function documented(code: string): ErrorCode {
  if (!isErrorCode(code)) throw new Error(`${code} is not an error code of the contract`);
  return code;
}
