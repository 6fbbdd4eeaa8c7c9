import { leave } from "../imported.ts";

/** A word of a command, unquoted. */
type Words = string[];

/** Characters with which a shell would do more than call one program. */
const operators: Readonly<Record<string, string>> = {
  ";": "a second command behind `;`",
  "|": "a pipe or `||`",
  "&": "`&` (another command, or it goes to the background; a URL with & needs quotes)",
  "(": "a subshell",
  ")": "a subshell",
  "<": "input from a file",
  "`": "a command in backquotes",
  $: "a variable or a command in it",
};

/**
 * Splits a command into words as a POSIX shell does (Shell Command Language, 2.2), and drops redirects to /dev/null.
 *
 * @throws NotImportable for operators, variables and files
 */
export function shellWords(command: string): Words {
  return new Reader(command).words();
}

class Reader {
  readonly #text: string;
  #at = 0;
  readonly #words: Words = [];
  /** Null between words. */
  #word: string | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  words(): Words {
    for (; this.#at < this.#text.length; this.#at++) this.#take(this.#text.charAt(this.#at));
    this.#end();
    return this.#words;
  }

  #take(character: string): void {
    if (/\s/.test(character)) this.#end();
    else if (character === "#" && this.#word === null) this.#at = this.#text.length;
    else if (character === "'") this.#single();
    else if (character === '"') this.#double();
    else if (character === "\\") this.#escaped();
    else if (character === ">" || (character === "&" && this.#next() === ">")) this.#redirect();
    else if (character === "&" && this.#next() === "&") leave("a second command behind `&&`");
    else this.#plain(character);
  }

  #plain(character: string): void {
    const reason = operators[character];
    if (reason !== undefined) leave(reason);
    this.#add(character);
  }

  #next(): string {
    return this.#text.charAt(this.#at + 1);
  }

  #add(text: string): void {
    this.#word = (this.#word ?? "") + text;
  }

  #end(): void {
    if (this.#word !== null) this.#words.push(this.#word);
    this.#word = null;
  }

  #single(): void {
    const close = this.#text.indexOf("'", this.#at + 1);
    if (close < 0) leave("a quote that is not closed");
    this.#add(this.#text.slice(this.#at + 1, close));
    this.#at = close;
  }

  #double(): void {
    this.#add("");
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const character = this.#text.charAt(this.#at);
      if (character === '"') return;
      if (character === "$" || character === "`") leave(operators[character] ?? "");
      // Before other characters a backslash is literal.
      if (character === "\\" && /[$`"\\\n]/.test(this.#next())) this.#at++;
      this.#add(this.#text.charAt(this.#at));
    }
    leave("a quote that is not closed");
  }

  #escaped(): void {
    if (this.#next() === "") leave("a line that goes on behind `\\`");
    this.#at++;
    if (this.#text.charAt(this.#at) !== "\n") this.#add(this.#text.charAt(this.#at));
  }

  /** Drops `> /dev/null`, `2>/dev/null`, `&>/dev/null` and `2>&1`: deliveries record their answers anyway. */
  #redirect(): void {
    if (this.#word !== null && /^\d$/.test(this.#word)) this.#word = null;
    this.#end();
    const match = /^(?:&>>?|>>?)(?:&[12-]|\s*\/dev\/null(?![^\s;|&<>()]))/.exec(this.#text.slice(this.#at));
    if (match === null) leave("its output goes to a file");
    this.#at += match[0].length - 1;
  }
}
