import type { ErrorCode } from "../../../generated/openapi/errors.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import type { Handler } from "../../handler.ts";
import { productVersion } from "../../product-version.ts";
import { toWhoAmI } from "../../translate/keys/who-am-i.ts";

/** GET /v1/whoami */
export const whoAmI: Handler<"whoAmI"> = async ({ caller, keyId, requestId }, services) => {
  if (keyId === null) {
    const message = "This is about a key, and a session has none: GET /v1/me shows whose session it is.";
    throw new ServiceError<ErrorCode>("missing_api_key", message);
  }
  const [described, timeZoneRules] = await Promise.all([
    services.accounts.describeKey({ caller, keyId }, { requestId }),
    // If the rules are unknown, the rest of the answer is sent without them.
    services.timeZoneRules(requestId).catch(() => null),
  ]);
  return { status: 200, body: toWhoAmI(described, productVersion, timeZoneRules) };
};
