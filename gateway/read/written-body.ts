import { compactJson } from "./compact-json.ts";

const quote = 0x22;

/** The value of a request's `body` as it was written: JSON text, which nobody has to read to send it on. */
export class WrittenBody {
  readonly #text: Buffer;

  /** @param text is JSON, without blanks around it */
  constructor(text: Buffer) {
    this.#text = text;
  }

  get isString(): boolean {
    return this.#text[0] === quote;
  }

  /** The characters that a string stands for. */
  string(): string {
    const value: unknown = JSON.parse(this.#text.toString());
    if (typeof value !== "string") throw new TypeError("the body is no string");
    return value;
  }

  /** Its JSON text without blanks, every number and member as it was written. */
  compact(): Buffer {
    return compactJson(this.#text);
  }
}
