import type * as rest from "../../generated/openapi/types.gen.ts";
import type { Me } from "../../generated/rpc/landfall/accounts/v1/sign_in.ts";

/** Converts an account, and the person, to their public form. */
export function toMe({ accountId, plan, userId, email, displayName }: Me): rest.Me {
  return {
    object: "me",
    account_id: accountId ?? null,
    plan: plan ?? null,
    user_id: userId ?? null,
    email: email ?? null,
    display_name: displayName ?? null,
  };
}
