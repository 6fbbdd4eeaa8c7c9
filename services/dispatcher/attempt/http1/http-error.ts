import type { AttemptErrorCode } from "../result.ts";

/** Reason that an exchange failed. The message contains none of the peer's bytes. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly code: Extract<AttemptErrorCode, "connect" | "reset" | "too_large" | "interrupted">;

  constructor(code: HttpError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** The answer is not valid HTTP/1.1. */
export function notHttp(): HttpError {
  return new HttpError("reset", "the answer is not HTTP/1.1");
}

/** A head exceeds its bound. */
export function headTooLarge(mostBytes: number): HttpError {
  return new HttpError("too_large", `the answer's headers are over ${mostBytes} bytes`);
}

/** The answer in total exceeds its bound. */
export function answerTooLarge(mostBytes: number): HttpError {
  return new HttpError("too_large", `the answer is over ${mostBytes} bytes`);
}

/** This process is shutting down. */
export function shutDown(): HttpError {
  return new HttpError("interrupted", "this process was shut down");
}

/** Converts a thrown value to an Error. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new HttpError("reset", "the exchange failed");
}
