import { boundedAnswers } from "./bounded-answers.ts";
import { closedAnswers } from "./closed-answers.ts";
import { readAnswers } from "./read-answers.ts";
import { refusedAnswers } from "./refused-answers.ts";

/** A raw answer and the result that a client must report for it. */
export interface RawAnswer {
  readonly name: string;
  /** One character per byte. */
  readonly bytes: string;
  /** True if the receiver closes its side after the answer. */
  readonly closes: boolean;
  /**
   * Status and body, or the error's code with the status if one came. Unless the receiver closes, it also
   * says if the connection is kept for the next request.
   */
  readonly expected: string;
}

/** Corpus that every HTTP client is tested against. */
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
