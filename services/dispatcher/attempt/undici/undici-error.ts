import { symbolOf } from "../connections/dial-error.ts";
import { HttpError, headTooLarge, notHttp } from "../http1/http-error.ts";
import type { AnswerBounds } from "../http1/response-reader.ts";

/** Converts an error of undici to the one our own client would throw; returns any other unchanged. */
export function fromUndici(error: Error, { maxHeadBytes }: AnswerBounds): Error {
  const symbol = symbolOf(error) ?? "";
  if (symbol === "UND_ERR_HEADERS_OVERFLOW") return headTooLarge(maxHeadBytes);
  if (symbol === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH")
    return new HttpError("reset", "the answer ended before its declared length");
  if (symbol === "HPE_INVALID_EOF_STATE" || (symbol === "UND_ERR_SOCKET" && /closed$/.test(error.message)))
    return new HttpError("reset", "the receiver closed the connection before its answer was complete");
  if (symbol === "UND_ERR_SOCKET" || symbol.startsWith("HPE_")) return notHttp();
  return error;
}
