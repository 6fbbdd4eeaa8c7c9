import { endOfScalar, endOfString, notJson } from "./json-tokens.ts";

/** Receives the positions of relevant values, in bytes: from `start` up to, but not including, `end`. */
export interface ScanListener {
  /** A member of the outermost object; called after its elements. */
  member(name: string, start: number, end: number, isArray: boolean): void;
  /** An element of a member that is an array; called after its own members. */
  element(start: number, end: number): void;
  /** A member of an element that is an object. */
  elementMember(name: string, start: number, end: number): void;
}

const quote = 0x22;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;

/** Tokens that the grammar (RFC 8259) allows next. */
type Next = "value" | "value or ]" | "name or }" | "name" | "colon" | "comma or end" | "nothing";

/**
 * Validates JSON text without building values, and reports where a few values are. Reads the bytes once, at
 * 150 to 400 MB per second, in portions, and needs a byte of memory per level of nesting.
 */
export class JsonScan {
  readonly #bytes: Buffer;
  readonly #listener: ScanListener;
  #at = 0;
  #next: Next = "value";
  /** For each open level, 1 if it is an object. */
  #isObject = new Uint8Array(64);
  #depth = 0;
  /** Start and name of the current value at each reported level. */
  readonly #start = [0, 0, 0, 0];
  readonly #name = ["", "", "", ""];

  /** @param bytes well-formed UTF-8 */
  constructor(bytes: Buffer, listener: ScanListener) {
    this.#bytes = bytes;
    this.#listener = listener;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#at = 3;
  }

  /**
   * Reads `portion` more bytes, up to the end of the token there.
   *
   * @returns true once everything is read
   * @throws SyntaxError if it is not JSON
   */
  readOn(portion: number): boolean {
    const bytes = this.#bytes;
    const until = Math.min(this.#at + portion, bytes.length);
    while (this.#at < until) {
      const byte = bytes[this.#at] ?? 0;
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) this.#at++;
      else this.#token(byte);
    }
    if (this.#at < bytes.length) return false;
    if (this.#next !== "nothing") throw notJson(this.#at);
    return true;
  }

  #token(byte: number): void {
    switch (this.#next) {
      case "value or ]":
        if (byte === closeBracket) this.#close();
        else this.#value(byte);
        break;
      case "value":
        this.#value(byte);
        break;
      case "comma or end":
        this.#commaOrEnd(byte);
        break;
      case "name or }":
        if (byte === closeBrace) this.#close();
        else this.#nameOf(byte);
        break;
      case "name":
        this.#nameOf(byte);
        break;
      case "colon":
        if (byte !== colon) throw notJson(this.#at);
        this.#at++;
        this.#next = "value";
        break;
      case "nothing":
        throw notJson(this.#at);
    }
  }

  #commaOrEnd(byte: number): void {
    const isInObject = this.#isObject[this.#depth - 1] === 1;
    if (byte === comma) {
      this.#at++;
      this.#next = isInObject ? "name" : "value";
    } else if (byte === (isInObject ? closeBrace : closeBracket)) this.#close();
    else throw notJson(this.#at);
  }

  #nameOf(byte: number): void {
    if (byte !== quote) throw notJson(this.#at);
    const start = this.#at;
    this.#at = endOfString(this.#bytes, start);
    if (this.#depth === 1 || this.#depth === 3) this.#name[this.#depth] = this.#textAt(start, this.#at);
    this.#next = "colon";
  }

  #textAt(start: number, end: number): string {
    // Decoded, so that listeners can compare names however they were escaped; names of interest are short.
    const text: unknown = JSON.parse(this.#bytes.toString("utf8", start, end));
    return String(text);
  }

  #value(byte: number): void {
    if (this.#depth < 4) this.#start[this.#depth] = this.#at;
    if (byte === openBrace || byte === openBracket) {
      this.#open(byte === openBrace);
      return;
    }
    this.#at = endOfScalar(this.#bytes, this.#at);
    this.#ended();
  }

  #open(isObject: boolean): void {
    if (this.#depth === this.#isObject.length) {
      const deeper = new Uint8Array(this.#depth * 2);
      deeper.set(this.#isObject);
      this.#isObject = deeper;
    }
    this.#isObject[this.#depth++] = isObject ? 1 : 0;
    this.#at++;
    this.#next = isObject ? "name or }" : "value or ]";
  }

  #close(): void {
    this.#depth--;
    this.#at++;
    this.#ended();
  }

  /** A value has ended before `at`. */
  #ended(): void {
    const depth = this.#depth;
    this.#next = depth === 0 ? "nothing" : "comma or end";
    if (depth === 0 || depth > 3 || this.#isObject[0] !== 1) return;
    const start = this.#start[depth] ?? 0;
    if (depth === 1)
      this.#listener.member(this.#name[1] ?? "", start, this.#at, this.#bytes[start] === openBracket);
    if (depth === 1 || this.#isObject[1] === 1) return;
    if (depth === 2) this.#listener.element(start, this.#at);
    else if (this.#isObject[2] === 1) this.#listener.elementMember(this.#name[3] ?? "", start, this.#at);
  }
}
