import type { Caller } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { PaymentsServiceService } from "../../generated/rpc/landfall/payments/v1/payments.ts";
import type { RpcCalls } from "../../services/runtime/rpc/client.ts";

/** A challenge for a wallet, which it has to answer before it gets anything else. */
export class SignInRequired extends Error {
  /** The body of the answer, and its PAYMENT-REQUIRED header. */
  readonly paymentRequired: string;
  readonly header: string;

  constructor({ paymentRequired, header }: { paymentRequired: string; header: string }) {
    super("the wallet must sign in");
    this.paymentRequired = paymentRequired;
    this.header = header;
  }
}

/**
 * Finds out which wallet asks, by what it has signed.
 *
 * @param header the SIGN-IN-WITH-X header; undefined: none
 * @returns the owner of its schedules; null: it has never paid
 * @throws SignInRequired when it has signed nothing, or what it has signed is stale, used or wrong;
 * ServiceError `invalid_parameter` when the header cannot be read
 */
export async function signedIn(
  payments: RpcCalls<typeof PaymentsServiceService>,
  header: string | undefined,
  path: string,
  requestId: string,
): Promise<Caller | null> {
  if (header === undefined) return ask(payments, path, "Sign in with the wallet that paid.", requestId);
  const { result } = await payments.signIn({ header, path }, { requestId });
  if (result?.$case === "signedIn") return result.value.caller ?? null;
  return ask(payments, path, result?.value.reason ?? "Sign in anew.", requestId);
}

async function ask(
  payments: RpcCalls<typeof PaymentsServiceService>,
  path: string,
  reason: string,
  requestId: string,
): Promise<never> {
  throw new SignInRequired(await payments.openSignIn({ path, reason }, { requestId }));
}
