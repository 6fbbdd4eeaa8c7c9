import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { ServiceError } from "../../runtime/errors.ts";

/** The error that tells a caller which field is wrong and what would have been right. */
export function refusal(code: ErrorCode, message: string, param: string | null): ServiceError<ErrorCode> {
  return new ServiceError("invalid", code, message, param);
}
