import type { Handler } from "../../handler.ts";
import { requireSignIn } from "../../sign-in/require-sign-in.ts";
import { cookieNames } from "../../sign-in/settings.ts";

const linkSeconds = 15 * 60;

/** POST /v1/auth/magic/start */
export const startMagicLink: Handler<"startMagicLink"> = async (
  { body, browser, requestId },
  { accounts },
) => {
  const { settings, ip } = requireSignIn(browser);
  const { browserSecret } = await accounts.startMagicLink({ email: body.email, ip }, { requestId });
  const { magic, attributes } = cookieNames(settings);
  return {
    status: 202,
    body: {},
    headers: {
      "Set-Cookie": `${magic}=${browserSecret}; Max-Age=${linkSeconds}; ${attributes}`,
      "Cache-Control": "no-store",
    },
  };
};
