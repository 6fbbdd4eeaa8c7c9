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

/** Identifies the profile to change and the version that the change is meant for (undefined: any version). */
export interface EndpointTarget {
  readonly caller?: Caller | undefined;
  readonly id: string;
  readonly ifVersion?: number | undefined;
}

/** Fields that have no effect on attempts. */
const labels: ReadonlySet<string> = new Set(["name", "description"]);

/**
 * Changes one profile. Once this returns, no attempt starts with the profile's earlier values.
 *
 * @param decide the change to make, from the locked profile; null leaves the profile as it is
 * @param idempotent an idempotency key to store with the change; a duplicate error means that another request
 * took it first
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
      // A change that is already made may not have been answered yet, so it waits as well.
      concerns = change === null || Object.keys(change).some((name) => !labels.has(name));
      return change;
    },
    idempotent && { ...owner, ...idempotent, objectId: id, createdAt: now },
  );
  if (changed && concerns) await untilFinal(accounts, id);
  return endpointMessage(accounts.keys, changed ?? notFound("endpoint"));
}
