import type { Handler } from "../../handler.ts";
import { productVersion } from "../../product-version.ts";
import { toWhoAmI } from "../../translate/who-am-i.ts";

/** GET /v1/whoami */
export const whoAmI: Handler<"whoAmI"> = async ({ caller, keyId, requestId }, services) => {
  if (keyId === null) throw new Error("the key is not known");
  const [described, timeZoneRules] = await Promise.all([
    services.accounts.describeKey({ caller, keyId }, { requestId }),
    // Without it the rest is true all the same.
    services.timeZoneRules(requestId).catch(() => null),
  ]);
  return { status: 200, body: toWhoAmI(described, productVersion, timeZoneRules) };
};
