import { parseSIWxHeader, type SIWxPayload, verifySIWxSignature } from "@x402/extensions/sign-in-with-x";
import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { SignInRequest, SignInResponse } from "../../../generated/rpc/landfall/payments/v1/payments.ts";
import { callerOf } from "../../rules/caller.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { findWallet, isDuplicate, takeSignInNonce } from "../../store/for-payments.ts";
import type { Payments } from "../payments.ts";
import { judgeClaim } from "../sign-in/judge-claim.ts";

/** Far more than a signed challenge has. */
const longestHeader = 8_192;

/**
 * Checks a signed challenge, and finds whose schedules it opens. Takes the nonce last, when everything else
 * holds, so that nobody else can use up a challenge; the same again is refused.
 *
 * @throws ServiceError `invalid_parameter` when the header cannot be read
 */
export async function signIn(payments: Payments, { header, path }: SignInRequest): Promise<SignInResponse> {
  const claim = readHeader(header);
  const judged = judgeClaim(payments, claim, path);
  if (typeof judged === "string") return refused(judged);
  if (!(await isSigned(claim))) return refused("The signature is not of that account.");
  try {
    await takeSignInNonce(payments.store, judged.nonce, judged.expiresAt);
  } catch (error) {
    if (isDuplicate(error)) return refused("The challenge was used before: sign the new one.");
    throw error;
  }
  return { result: { $case: "signedIn", value: { caller: await callerBehind(payments, claim.address) } } };
}

function readHeader(header: string): SIWxPayload {
  try {
    if (header.length <= longestHeader) return parseSIWxHeader(header);
  } catch {
    // The library's own words may repeat what was sent.
  }
  throw new ServiceError("invalid_parameter", "SIGN-IN-WITH-X cannot be read.", "SIGN-IN-WITH-X");
}

/**
 * Checks the signature of a plain account (EIP-191). Without a verifier the library asks no chain, so wallets
 * that are contracts are refused.
 */
async function isSigned(claim: SIWxPayload): Promise<boolean> {
  return (await verifySIWxSignature(claim)).isValid;
}

async function callerBehind({ store, mode }: Payments, address: string): Promise<Caller | undefined> {
  const wallet = await findWallet(store, `eip155:${address.toLowerCase()}`);
  return wallet === null ? undefined : callerOf({ projectId: wallet.projectId, mode });
}

function refused(reason: string): SignInResponse {
  return { result: { $case: "refused", value: { reason } } };
}
