import type * as rest from "../../../generated/openapi/types.gen.ts";
import type { DescribeKeyResponse } from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { toInstant } from "../instant.ts";
import { toApiKey } from "./api-key.ts";

/** Converts a key and its owner to the REST form. @param timeZoneRules null if not known now */
export function toWhoAmI(
  { apiKey, projectId, projectName, nowMs }: DescribeKeyResponse,
  version: string,
  timeZoneRules: string | null,
): rest.WhoAmI {
  if (apiKey === undefined) throw new Error("accounts named no key");
  const { id, name, scopes, mode } = toApiKey(apiKey);
  return {
    object: "whoami",
    key: { id, name, scopes },
    project: { id: projectId, name: projectName },
    mode,
    server_time: toInstant(nowMs),
    version,
    time_zone_rules: timeZoneRules,
  };
}
