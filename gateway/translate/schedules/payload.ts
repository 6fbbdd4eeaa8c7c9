import type { ErrorCode } from "../../../generated/openapi/errors.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { invalidJson } from "../../read/json-body.ts";
import { WrittenBody } from "../../read/written-body.ts";

/** A body as it will be sent to the receiver. */
export interface Payload {
  /** Undefined if there is no body. */
  readonly body: Buffer | undefined;
  /** True if it is JSON text, which sets its content type. */
  readonly bodyIsJson: boolean;
}

/**
 * Limit of the contract (`payload_too_large`), which the scheduler also checks. Checked here as well,
 * because a megabyte on its way to the scheduler would delay other creates on the same connection.
 */
const mostBytes = 262_144;

/**
 * Converts a request's `body` to bytes: a string's own, otherwise JSON text as written, without blanks and
 * needless escapes. Absent means no body, while null is the JSON text `null`.
 *
 * @throws ServiceError invalid_json for a string with a lone surrogate, payload_too_large
 */
export function toPayload(body: unknown): Payload {
  const payload = payloadOf(body);
  const bytes = payload.body?.length ?? 0;
  if (bytes <= mostBytes) return payload;
  const message = `body must be at most ${mostBytes} bytes as sent; this is ${bytes}.`;
  throw new ServiceError<ErrorCode>("payload_too_large", message, "body");
}

function payloadOf(body: unknown): Payload {
  if (body === undefined) return { body: undefined, bodyIsJson: false };
  if (body === null) return { body: Buffer.from("null"), bodyIsJson: true };
  if (!(body instanceof WrittenBody)) throw new TypeError("`body` was read before it came here");
  if (!body.isString) return { body: body.compact(), bodyIsJson: true };
  const text = body.string();
  if (!text.isWellFormed()) throw invalidJson("`body` must be Unicode text: a surrogate stands alone in it.");
  return { body: Buffer.from(text), bodyIsJson: false };
}
