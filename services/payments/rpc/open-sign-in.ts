import { randomBytes } from "node:crypto";
import type {
  OpenSignInRequest,
  OpenSignInResponse,
} from "../../../generated/rpc/landfall/payments/v1/payments.ts";
import type { Payments } from "../payments.ts";
import { openChallenge } from "../sign-in/open-challenge.ts";

/** Makes a challenge for a wallet to sign; nothing of it is stored. */
export async function openSignIn(
  payments: Payments,
  { path, reason }: OpenSignInRequest,
): Promise<OpenSignInResponse> {
  return openChallenge(payments, path, reason, randomBytes(16));
}
