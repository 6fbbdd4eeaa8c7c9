import type { ErrorCode } from "../../../generated/openapi/errors.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import type { Handler } from "../../handler.ts";
import { requireSignIn } from "../../sign-in/require-sign-in.ts";
import { toMe } from "../../translate/me.ts";

/** PATCH /v1/me */
export const updateMe: Handler<"updateMe"> = async ({ body, caller, browser, requestId }, { accounts }) => {
  const { userId } = requireSignIn(browser);
  if (userId === undefined) {
    throw new ServiceError<ErrorCode>("session_required", "Only a person who is signed in may change this.");
  }
  const request = { caller, userId, displayName: body.display_name ?? undefined };
  return { status: 200, body: toMe(await accounts.updateMe(request, { requestId })) };
};
