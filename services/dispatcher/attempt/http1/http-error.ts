import type { AttemptErrorCode } from "../result.ts";

/** Why an exchange on a connection did not come to its end, in our words; no byte of the peer's is in it. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly code: Extract<AttemptErrorCode, "connect" | "reset" | "too_large" | "interrupted">;

  constructor(code: HttpError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** The receiver said something that is not an answer in HTTP/1.1. */
export function notHttp(): HttpError {
  return new HttpError("reset", "the answer is not HTTP/1.1");
}

/** One head of an answer is over its bound. */
export function headTooLarge(mostBytes: number): HttpError {
  return new HttpError("too_large", `the answer's headers are over ${mostBytes} bytes`);
}

/** All that came in answer to one request is over its bound. */
export function answerTooLarge(mostBytes: number): HttpError {
  return new HttpError("too_large", `the answer is over ${mostBytes} bytes`);
}

/** This process ends. */
export function shutDown(): HttpError {
  return new HttpError("interrupted", "this process was shut down");
}

/** Whatever was thrown, as an error. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new HttpError("reset", "the exchange failed");
}
