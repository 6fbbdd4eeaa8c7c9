import { invalidJson } from "../read/json-body.ts";

/** A body as it will be sent to the receiver. */
export interface Payload {
  /** Undefined: no body at all. */
  readonly body: Buffer | undefined;
  /** It is JSON text, so that it has a content type of its own. */
  readonly bodyIsJson: boolean;
}

/**
 * The bytes of a request's `body`: a string's own, anything else's JSON text. Absent is no body, while
 * null is the JSON text `null`.
 *
 * @throws ServiceError invalid_json for a string with a lone surrogate, and for what is nested too deeply
 */
export function toPayload(body: unknown): Payload {
  if (body === undefined) return { body: undefined, bodyIsJson: false };
  if (typeof body === "string") {
    if (!body.isWellFormed())
      throw invalidJson("`body` must be Unicode text: a surrogate stands alone in it.");
    return { body: Buffer.from(body), bodyIsJson: false };
  }
  try {
    return { body: Buffer.from(JSON.stringify(body)), bodyIsJson: true };
  } catch (error) {
    if (error instanceof RangeError) throw invalidJson("`body` is nested too deeply.");
    throw error;
  }
}
