import type { Handler } from "../../handler.ts";
import { requireSignIn } from "../../sign-in/require-sign-in.ts";
import { toMe } from "../../translate/me.ts";

/** GET /v1/me */
export const getMe: Handler<"getMe"> = async ({ caller, browser, requestId }, { accounts }) => {
  const { userId } = requireSignIn(browser);
  return { status: 200, body: toMe(await accounts.getMe({ caller, userId }, { requestId })) };
};
