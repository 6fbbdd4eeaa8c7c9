import type { Token } from "./tokens.ts";

/** Walks over the tokens of a phrase. The tokens before its position have been used. */
export class Cursor {
  readonly source: string;
  readonly tokens: readonly Token[];
  position = 0;
  /** The furthest position reached: the token there stopped the reading. */
  furthest = 0;

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source;
    this.tokens = tokens;
  }

  get done(): boolean {
    return this.position >= this.tokens.length;
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.position + ahead];
  }

  /** Text of a word, "" for any other token. */
  word(ahead = 0): string {
    const token = this.peek(ahead);
    return token?.kind === "word" ? token.text : "";
  }

  skip(count = 1): void {
    this.position += count;
    this.furthest = Math.max(this.furthest, this.position);
  }

  /** Consumes these texts, all of them in this order, or none. */
  take(...texts: readonly string[]): boolean {
    if (!texts.every((text, ahead) => this.peek(ahead)?.text === text)) return false;
    this.skip(texts.length);
    return true;
  }

  /** Consumes one of these texts and returns it; null if the next token is none of them. */
  takeOne(...texts: readonly string[]): string | null {
    const text = this.peek()?.text;
    return text !== undefined && texts.includes(text) && this.take(text) ? text : null;
  }

  /** Runs a reader; if it returns null, moves back. */
  attempt<T>(read: () => T | null): T | null {
    const start = this.position;
    const found = read();
    if (found === null) this.position = start;
    return found;
  }

  /** The source between two tokens, as it was written. */
  written(from: number, to = this.position): string {
    return this.source.slice(this.tokens[from]?.start ?? 0, this.tokens[Math.max(from, to - 1)]?.end ?? 0);
  }

  /** The phrase with the tokens [from, to) replaced, for a suggestion. */
  rewritten(from: number, to: number, text: string): string {
    const start = this.tokens[from]?.start ?? this.source.length;
    const end = this.tokens[Math.max(from, to - 1)]?.end ?? this.source.length;
    return `${this.source.slice(0, start)}${text}${this.source.slice(end)}`.replace(/\s+/g, " ").trim();
  }
}
