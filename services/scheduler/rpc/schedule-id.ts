import { ServiceError } from "../../runtime/errors.ts";
import { parsePrefixedId } from "../../runtime/ulid.ts";

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
  throw new ServiceError("schedule_not_found", "There is no such schedule in this project and mode.", "id");
}
