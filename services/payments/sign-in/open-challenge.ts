import { encodePaymentRequiredHeader } from "@x402/core/http";
import type { PaymentRequired } from "@x402/core/types";
import { declareSIWxExtension, type SIWxExtension } from "@x402/extensions/sign-in-with-x";
import type { Payments } from "../payments.ts";
import { makeNonce } from "./nonce.ts";

/** A challenge may be signed and presented for this long. */
export const challengeMs = 300_000;

/** A challenge for a wallet, as the body and as the header of an answer. */
export interface OpenedChallenge {
  readonly paymentRequired: string;
  readonly header: string;
}

/**
 * Makes the challenge that a wallet signs to sign in: x402's `sign-in-with-x` (CAIP-122), without anything to
 * pay. It names the route, so a signature is good for that alone.
 *
 * @param path of the request, without its query
 * @param reason why it is asked to sign in, for people
 * @param random 16 bytes
 */
export function openChallenge(
  { keys, clock, publicUrl, chains }: Payments,
  path: string,
  reason: string,
  random: Buffer,
): OpenedChallenge {
  const issuedAt = clock.now();
  // Signed messages have whole seconds in some wallets; one is lost to nobody.
  const expiresAt = Math.floor((issuedAt + challengeMs) / 1_000) * 1_000;
  const uri = new URL(path, publicUrl).href;
  const [declared] = Object.values(declareSIWxExtension({ network: [...chains] }));
  if (declared === undefined) throw new Error("no declaration of the extension");
  const extension: SIWxExtension = {
    info: {
      domain: publicUrl.host,
      uri,
      statement: "Sign in to manage the schedules of this wallet.",
      version: "1",
      nonce: makeNonce(keys, random, expiresAt, publicUrl.origin),
      issuedAt: new Date(issuedAt).toISOString(),
      expirationTime: new Date(expiresAt).toISOString(),
    },
    supportedChains: declared.supportedChains,
    schema: declared.schema,
  };
  const required: PaymentRequired = {
    x402Version: 2,
    error: reason,
    resource: { url: uri, description: "Schedules of a wallet", mimeType: "application/json" },
    accepts: [],
    extensions: { "sign-in-with-x": extension },
  };
  return { paymentRequired: JSON.stringify(required), header: encodePaymentRequiredHeader(required) };
}
