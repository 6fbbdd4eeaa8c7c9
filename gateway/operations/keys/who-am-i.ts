import type { Handler } from "../../handler.ts";
import { productVersion } from "../../product-version.ts";
import { toWhoAmI } from "../../translate/keys/who-am-i.ts";

/** GET /v1/whoami */
export const whoAmI: Handler<"whoAmI"> = async ({ caller, keyId, requestId }, services) => {
  if (keyId === null) throw new Error("the key is not known");
  const [described, timeZoneRules] = await Promise.all([
    services.accounts.describeKey({ caller, keyId }, { requestId }),
    // If the rules are unknown, the rest of the answer is sent without them.
    services.timeZoneRules(requestId).catch(() => null),
  ]);
  return { status: 200, body: toWhoAmI(described, productVersion, timeZoneRules) };
};
