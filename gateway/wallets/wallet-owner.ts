import type { ErrorCode } from "../../generated/openapi/errors.ts";
import type { Caller } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { ServiceError } from "../../services/runtime/errors.ts";

/** Returns the owner of a wallet's schedules. @throws ServiceError `schedule_not_found` when it has none */
export function walletOwner(caller: Caller | null): Caller {
  if (caller !== null) return caller;
  throw new ServiceError<ErrorCode>("schedule_not_found", "This wallet has no such schedule.");
}
