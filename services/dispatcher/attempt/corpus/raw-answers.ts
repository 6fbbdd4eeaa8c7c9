import { boundedAnswers } from "./bounded-answers.ts";
import { closedAnswers } from "./closed-answers.ts";
import { readAnswers } from "./read-answers.ts";
import { refusedAnswers } from "./refused-answers.ts";

/** An answer as it comes, byte by byte, and the result that a client makes of it. */
export interface RawAnswer {
  readonly name: string;
  /** One character a byte. */
  readonly bytes: string;
  /** The receiver closes its side behind it. */
  readonly closes: boolean;
  /**
   * Status and body; or the error's code, with the status if one came. Behind it, unless the receiver closes: whether
   * the connection is kept for the next request.
   */
  readonly expected: string;
}

/** The corpus that each HTTP client is held against. */
export const rawAnswers: readonly RawAnswer[] = [
  ...[...readAnswers, ...refusedAnswers, ...boundedAnswers].map(([name, bytes, expected]) => ({
    name,
    bytes,
    expected,
    closes: false,
  })),
  ...closedAnswers.map(([name, bytes, expected]) => ({
    name: `${name}, closed`,
    bytes,
    expected,
    closes: true,
  })),
];
