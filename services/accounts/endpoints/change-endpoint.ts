import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Endpoint } from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { ownerOf } from "../../rules/caller.ts";
import type { IdempotentRequest } from "../../rules/idempotency.ts";
import { mustBeVersion } from "../../rules/must-be-version.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { endpointMessage } from "./endpoint-message.ts";
import { untilFinal } from "./until-final.ts";

/** Describes how a change names its profile, and the version that it is meant for (undefined: whichever). */
export interface EndpointTarget {
  readonly caller?: Caller | undefined;
  readonly id: string;
  readonly ifVersion?: number | undefined;
}

/** What no attempt has to do with. */
const labels: ReadonlySet<string> = new Set(["name", "description"]);

/**
 * Changes one profile. Once this has answered, no attempt starts by what it was before.
 *
 * @param decide what to change, from what is locked; null leaves all as it is
 * @param idempotent whose key is taken with the change; a duplicate error says that somebody else took it first
 * @throws ServiceError `endpoint_not_found`, `version_mismatch`
 */
export async function changeEndpoint(
  accounts: Accounts,
  target: EndpointTarget,
  decide: (endpoint: store.EndpointRecord, now: number) => store.EndpointChange | null,
  idempotent: IdempotentRequest | null = null,
): Promise<Endpoint> {
  const owner = ownerOf(target.caller);
  const id = idOf("endpoint", target.id);
  const now = accounts.clock.now();
  let concerns = true;
  const changed = await store.changeEndpoint(
    accounts.store,
    owner,
    id,
    now,
    (endpoint) => {
      mustBeVersion("profile", endpoint, target.ifVersion);
      const change = decide(endpoint, now);
      // One that is done already was perhaps not answered yet.
      concerns = change === null || Object.keys(change).some((name) => !labels.has(name));
      return change;
    },
    idempotent && { ...owner, ...idempotent, objectId: id, createdAt: now },
  );
  if (changed && concerns) await untilFinal(accounts, id);
  return endpointMessage(accounts.keys, changed ?? notFound("endpoint"));
}
