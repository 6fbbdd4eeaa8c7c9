import type { HeaderSource } from "./header-of.ts";
import type { ReceivedDelivery } from "./received-delivery.ts";
import type { SeenStore } from "./seen-store.ts";
import { VerificationError } from "./verification-error.ts";
import { type VerifyOptions, verify } from "./verify.ts";

/** Options of a receiver. `Context` is what the framework passes to its handlers. */
export interface ReceiverOptions<Context = unknown> extends VerifyOptions {
  /**
   * `whsec_…`, or a function called for each delivery, which should cache. Include all live secrets during
   * a rotation.
   */
  readonly secrets: string | readonly string[] | (() => SecretTexts | Promise<SecretTexts>);
  /** Handles a delivery. If it rejects, Landfall tries again. */
  readonly onDelivery: (delivery: ReceivedDelivery, context: Context) => unknown;
  /** Remembers handled deliveries; without it, a delivery that arrives twice is handled twice. */
  readonly store?: SeenStore | undefined;
  /**
   * Time for which a delivery is reserved while it is being handled, in milliseconds; default one minute.
   * Must be longer than the handler takes.
   */
  readonly claimMs?: number | undefined;
  /** Time for which a handled delivery is remembered, in milliseconds; default seven days. */
  readonly keepMs?: number | undefined;
  /** Called for requests that fail verification. */
  readonly onRefused?: ((error: VerificationError, context: Context) => void) | undefined;
  /** Maximum body size; default 1 MB. Landfall's are 256 KB at most. */
  readonly maxBodyBytes?: number | undefined;
}

type SecretTexts = string | readonly string[];

/** Answer to send. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; empty for 204. */
  readonly body: string;
}

/** An error answer. */
export function refusal(status: number, error: string, headers: Record<string, string> = {}): Answer {
  const body = JSON.stringify({ error });
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}

/** Default maximum body size. */
export const usualMaxBodyBytes = 1_048_576;

const handled: Answer = { status: 204, headers: {}, body: "" };
/** A claim may end long before it expires, so ask to retry soon. */
const longestRetryAfterSeconds = 30;

/**
 * Verifies a request, lets it be handled once, and returns the answer: 204 if it is handled, now or before;
 * 401 with the reason if it is not from Landfall; 503 with `Retry-After` while another process handles it.
 *
 * @throws what `onDelivery` or the store throws (of the promise), so that the framework reports it and
 * answers 500
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
    // The handler's error is what matters; a claim that cannot be released expires.
    await store.failed(key, claim.token).catch(() => {});
    throw error;
  }
  await store.done(key, claim.token, keepMs);
  return handled;
}
