import type { ErrorCode } from "../../generated/rpc/error-codes.ts";
import { ServiceError } from "../runtime/errors.ts";
import { parsePrefixedId } from "../runtime/ulid.ts";

/**
 * The bytes of a delivery's id.
 *
 * @throws ServiceError `delivery_not_found` when it cannot be one
 */
export function deliveryId(text: string): Buffer {
  return parsePrefixedId("dlv", text) ?? noDelivery();
}

/** @throws ServiceError `delivery_not_found` */
export function noDelivery(): never {
  throw notFound("delivery_not_found", "delivery", "id");
}

/**
 * The bytes of a schedule's id.
 *
 * @throws ServiceError `schedule_not_found` when it cannot be one
 */
export function scheduleId(text: string): Buffer {
  return parsePrefixedId("sch", text) ?? noSchedule();
}

/** @throws ServiceError `schedule_not_found` */
export function noSchedule(): never {
  throw notFound("schedule_not_found", "schedule", "schedule_id");
}

function notFound(code: ErrorCode, what: string, param: string): ServiceError<ErrorCode> {
  return new ServiceError(code, `There is no such ${what} in this project and mode.`, param);
}
