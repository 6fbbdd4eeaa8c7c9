import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { Mode } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type {
  AuthenticateSessionRequest,
  AuthenticateSessionResponse,
} from "../../../generated/rpc/landfall/accounts/v1/sign_in.ts";
import { callerOf } from "../../rules/caller.ts";
import { planOf } from "../../rules/plans.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import { findSession, noteSessionUse } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { longestSessionMs, mustSignIn, unusedSessionMs } from "../sign-in/sign-in.ts";
import { tokenHash } from "../sign-in/token.ts";

/** A session in use is written at most once in this time. */
const noteEveryMs = 3_600_000;

/**
 * Finds whose a session is, each time anew, so that one that was ended works nowhere.
 *
 * @throws ServiceError `invalid_session`, `live_mode_off`
 */
export async function authenticateSession(
  { store, clock, plans, signIn, testModeOnly }: Accounts,
  { token, mode }: AuthenticateSessionRequest,
): Promise<AuthenticateSessionResponse> {
  mustSignIn(signIn);
  const now = clock.now();
  const hash = tokenHash(token);
  const session = hash && (await findSession(store, hash, now - longestSessionMs, now - unusedSessionMs));
  if (hash === null || session === null) {
    throw new ServiceError<ErrorCode>("invalid_session", "The session has ended: sign in again.");
  }
  const owner = { projectId: session.projectId, mode: mode === Mode.TEST ? "test" : "live" } as const;
  if (testModeOnly && owner.mode === "live") {
    const message = "Landfall was started with --dev-clock, whose time can be moved: use test mode.";
    throw new ServiceError<ErrorCode>("live_mode_off", message);
  }
  if (now - session.usedAt >= noteEveryMs) await noteSessionUse(store, hash, now);
  return {
    caller: { ...callerOf(owner), accountId: prefixedId("acc", session.accountId) },
    userId: prefixedId("usr", session.userId),
    maxBulkItems: plans === null ? undefined : (planOf(plans, session.plan).maxBulkItems ?? undefined),
  };
}
