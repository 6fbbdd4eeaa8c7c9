import { type Caller, Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { ServiceError } from "../runtime/errors.ts";
import { parsePrefixedId, prefixedId } from "../runtime/ulid.ts";
import type { Owner } from "../store/for-rules.ts";

/**
 * Reads from a call the owner whose objects it may see.
 *
 * @throws ServiceError `invalid_api_key` when the call names no project and mode
 */
export function ownerOf(caller: Caller | undefined): Owner {
  const projectId = parsePrefixedId("prj", caller?.projectId ?? "");
  const mode = caller?.mode === Mode.LIVE ? "live" : caller?.mode === Mode.TEST ? "test" : null;
  if (!projectId || !mode) throw new ServiceError("invalid_api_key", "The call names no project and mode.");
  return { projectId, mode };
}

/**
 * Reads from a call the account that its schedules count against; null: none.
 *
 * @throws ServiceError `invalid_api_key` when it names one that cannot be
 */
export function accountIdOf(caller: Caller | undefined): Buffer | null {
  if (caller?.accountId === undefined) return null;
  const id = parsePrefixedId("acc", caller.accountId);
  if (id === null) throw new ServiceError("invalid_api_key", "The call names no account.");
  return id;
}

/** Converts an owner to the `Caller` of an RPC. */
export function callerOf({ projectId, mode }: Owner): Caller {
  return { projectId: prefixedId("prj", projectId), mode: modeMessage(mode) };
}

/** Converts a mode to its RPC enum. */
export function modeMessage(mode: Owner["mode"]): Mode {
  return mode === "live" ? Mode.LIVE : Mode.TEST;
}
