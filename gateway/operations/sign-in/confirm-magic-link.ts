import type { Handler } from "../../handler.ts";
import { requireOrigin } from "../../sign-in/require-origin.ts";
import { requireSignIn } from "../../sign-in/require-sign-in.ts";
import { signedIn } from "../../sign-in/signed-in.ts";

/** POST /v1/auth/magic/verify */
export const confirmMagicLink: Handler<"confirmMagicLink"> = async (call, { accounts }) => {
  const { settings, ip, origin } = requireSignIn(call.browser);
  requireOrigin(origin, settings.publicUrl);
  const request = { token: call.query.token, confirmed: true, ip };
  const { sessionToken } = await accounts.verifyMagicLink(request, { requestId: call.requestId });
  if (sessionToken === undefined) throw new Error("a confirmed link started no session");
  return signedIn(settings, sessionToken);
};
