import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { EndpointFields } from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import type { Constellation } from "../fixtures/constellation.ts";
import { untilAnswered } from "./until-answered.ts";

/** The fields of a profile, all absent. */
export const noProfile: EndpointFields = {
  name: undefined,
  description: undefined,
  url: undefined,
  headers: [],
  timeout: undefined,
  retryPolicy: undefined,
  maxPerSecond: undefined,
  maxConcurrency: undefined,
  secret: undefined,
};

/** Creates an endpoint profile; resolves to its id. */
export async function makeProfile(
  running: Constellation,
  caller: Caller,
  url: string,
  given: Partial<EndpointFields>,
): Promise<string> {
  const fields = { ...noProfile, ...given, url };
  const { calls } = running.accounts().client;
  const made = await untilAnswered(() => calls.createEndpoint({ caller, fields, idempotencyKey: undefined }));
  return made.id;
}
