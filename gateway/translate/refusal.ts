import type { ErrorCode } from "../../generated/openapi/errors.ts";
import type { BulkCreateResult } from "../../generated/openapi/types.gen.ts";
import type { Problem } from "../../generated/rpc/landfall/errors/v1/problem.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import { isErrorCode } from "../problem/problem.ts";

/** An item of a bulk create that was refused. */
export type Refusal = BulkCreateResult["rejected"][number];

/** The error that a single create throws for a refused item. The code alone decides its answer. */
export function refusalError({ code, message, param }: Problem): ServiceError {
  return new ServiceError(code, message, param ?? null);
}

/** A refused item in its place of a bulk create. */
export function toRefusal(index: number, { code, message, param }: Problem): Refusal {
  return { index, code: documented(code), message, param: param ?? null };
}

/**
 * Returns what checking an item threw, in its place.
 *
 * @throws the error itself when it is no refusal
 */
export function refusalOfError(index: number, error: unknown): Refusal {
  if (!(error instanceof ServiceError)) throw error;
  return { index, code: documented(error.code), message: error.message, param: error.param };
}

function documented(code: string): ErrorCode {
  if (!isErrorCode(code)) throw new Error(`${code} is not an error code of the contract`);
  return code;
}
