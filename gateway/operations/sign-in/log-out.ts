import type { ErrorCode } from "../../../generated/openapi/errors.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import type { Handler } from "../../handler.ts";
import { requireSignIn } from "../../sign-in/require-sign-in.ts";
import { cookieNames } from "../../sign-in/settings.ts";

/** POST /v1/auth/logout */
export const logOut: Handler<"logOut"> = async ({ browser, requestId }, { accounts }) => {
  const { settings, ip, session: token } = requireSignIn(browser);
  if (token === undefined) {
    throw new ServiceError<ErrorCode>("session_required", "An API key has no session to end.");
  }
  await accounts.endSession({ token, ip }, { requestId });
  const { session, attributes } = cookieNames(settings);
  return { status: 204, body: undefined, headers: { "Set-Cookie": `${session}=; Max-Age=0; ${attributes}` } };
};
