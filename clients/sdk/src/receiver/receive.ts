import type { HeaderSource } from "./header-of.ts";
import type { ReceivedDelivery } from "./received-delivery.ts";
import type { SeenStore } from "./seen-store.ts";
import { VerificationError } from "./verification-error.ts";
import { type VerifyOptions, verify } from "./verify.ts";

/** Describes what a receiver is made of. `Context` is what the framework hands to its handlers. */
export interface ReceiverOptions<Context = unknown> extends VerifyOptions {
  /** `whsec_…`, or where to get it: asked for at each delivery, so cache it. Name all that are live during a rotation. */
  readonly secrets: string | readonly string[] | (() => SecretTexts | Promise<SecretTexts>);
  /** Handles a delivery. When it rejects, Landfall tries again. */
  readonly onDelivery: (delivery: ReceivedDelivery, context: Context) => unknown;
  /** Where handled deliveries are remembered; without one, a delivery that comes twice is handled twice. */
  readonly store?: SeenStore | undefined;
  /** How long a delivery that is being handled is nobody else's, in milliseconds; a minute if not given. Longer than the handler takes. */
  readonly claimMs?: number | undefined;
  /** How long a handled delivery is remembered, in milliseconds; seven days if not given. */
  readonly keepMs?: number | undefined;
  /** Is told of requests that are refused. */
  readonly onRefused?: ((error: VerificationError, context: Context) => void) | undefined;
  /** Bodies may be this long; 1 MB if not given. Landfall's are 256 KB at most. */
  readonly maxBodyBytes?: number | undefined;
}

type SecretTexts = string | readonly string[];

/** Describes what to answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; empty with 204. */
  readonly body: string;
}

/** An answer with an error in it. */
export function refusal(status: number, error: string, headers: Record<string, string> = {}): Answer {
  const body = JSON.stringify({ error });
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}

/** Longest body, of a receiver that says nothing of it. */
export const usualMaxBodyBytes = 1_048_576;

const handled: Answer = { status: 204, headers: {}, body: "" };
/** A claim may end long before it lapses: ask again soon. */
const longestRetryAfterSeconds = 30;

/**
 * Verifies a request, sees to it that it is handled once, and says what to answer: 204 when it is handled, now or before;
 * 401 with the reason when it is not Landfall's; 503 with `Retry-After` while another handles it.
 *
 * @throws what `onDelivery` or the store throws (of the promise), for the framework to report and answer 500
 */
export async function receive<Context>(
  options: ReceiverOptions<Context>,
  source: HeaderSource,
  rawBody: Uint8Array,
  context: Context,
): Promise<Answer> {
  const secrets = typeof options.secrets === "function" ? await options.secrets() : options.secrets;
  let delivery: ReceivedDelivery;
  try {
    delivery = await verify(source, rawBody, secrets, options);
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    options.onRefused?.(error, context);
    return refusal(401, error.reason);
  }
  const { store } = options;
  const key = delivery.idempotencyKey;
  if (store === undefined || key === null) {
    await options.onDelivery(delivery, context);
    return handled;
  }
  return handleOnce(options, store, key, () => options.onDelivery(delivery, context));
}

async function handleOnce(
  { claimMs = 60_000, keepMs = 7 * 24 * 3_600_000 }: Pick<ReceiverOptions, "claimMs" | "keepMs">,
  store: SeenStore,
  key: string,
  handle: () => unknown,
): Promise<Answer> {
  const claim = await store.claim(key, claimMs);
  if (claim.state === "done") return handled;
  if (claim.state === "busy") {
    const seconds = Math.min(longestRetryAfterSeconds, Math.max(1, Math.ceil(claim.forMs / 1_000)));
    return refusal(503, "in_progress", { "retry-after": String(seconds) });
  }
  try {
    await handle();
  } catch (error) {
    // The handler's error is what matters; a claim that cannot be given back lapses by itself.
    await store.failed(key, claim.token).catch(() => {});
    throw error;
  }
  await store.done(key, claim.token, keepMs);
  return handled;
}
