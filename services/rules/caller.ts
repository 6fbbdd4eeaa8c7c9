import { type Caller, Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { ServiceError } from "../runtime/errors.ts";
import { parsePrefixedId, prefixedId } from "../runtime/ulid.ts";
import type { Owner } from "../store/for-rules.ts";

/**
 * Reads whose objects a call may see.
 *
 * @throws ServiceError `invalid_api_key` when the call names no project and mode
 */
export function ownerOf(caller: Caller | undefined): Owner {
  const projectId = parsePrefixedId("prj", caller?.projectId ?? "");
  const mode = caller?.mode === Mode.LIVE ? "live" : caller?.mode === Mode.TEST ? "test" : null;
  if (!projectId || !mode) throw new ServiceError("invalid_api_key", "The call names no project and mode.");
  return { projectId, mode };
}

/** Names an owner as calls to services do. */
export function callerOf({ projectId, mode }: Owner): Caller {
  return { projectId: prefixedId("prj", projectId), mode: modeMessage(mode) };
}

/** A mode as internal callers see it. */
export function modeMessage(mode: Owner["mode"]): Mode {
  return mode === "live" ? Mode.LIVE : Mode.TEST;
}
