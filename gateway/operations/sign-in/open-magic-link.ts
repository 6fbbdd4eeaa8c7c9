import type { Handler } from "../../handler.ts";
import { confirmPage, confirmPolicy } from "../../sign-in/confirm-page.ts";
import { requireSignIn } from "../../sign-in/require-sign-in.ts";
import { cookieNames, cookieOf } from "../../sign-in/settings.ts";
import { signedIn } from "../../sign-in/signed-in.ts";

/** GET /v1/auth/magic/verify */
export const openMagicLink: Handler<"openMagicLink"> = async (call, { accounts }) => {
  const { settings, ip, cookies } = requireSignIn(call.browser);
  const { token } = call.query;
  // Whoever asks with HEAD is a scanner.
  if (call.isHead) return confirmation();
  const browserSecret = cookieOf(cookies, cookieNames(settings).magic);
  const request = { token, browserSecret, confirmed: false, ip };
  const { sessionToken } = await accounts.verifyMagicLink(request, { requestId: call.requestId });
  return sessionToken === undefined ? confirmation() : signedIn(settings, sessionToken);
};

/** The form posts to the page's own address, so the page says nothing of the token. */
function confirmation() {
  const headers = {
    "Content-Security-Policy": confirmPolicy,
    "Cache-Control": "no-store",
    // With `no-referrer` browsers would send `Origin: null` with the form.
    "Referrer-Policy": "same-origin",
  };
  return { status: 200, body: confirmPage, headers } as const;
}
