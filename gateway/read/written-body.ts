import { compactJson } from "./compact-json.ts";

const quote = 0x22;

/** The `body` of a request as it was written: JSON text that can be sent on without parsing it. */
export class WrittenBody {
  readonly #text: Buffer;

  /** @param text valid JSON without surrounding blanks */
  constructor(text: Buffer) {
    this.#text = text;
  }

  get isString(): boolean {
    return this.#text[0] === quote;
  }

  /** The decoded value of a JSON string. */
  string(): string {
    const value: unknown = JSON.parse(this.#text.toString());
    if (typeof value !== "string") throw new TypeError("the body is no string");
    return value;
  }

  /** The JSON text without blanks; numbers and members stay as written. */
  compact(): Buffer {
    return compactJson(this.#text);
  }
}
