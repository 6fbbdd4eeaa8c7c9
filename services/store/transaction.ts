import type { ResultSetHeader, RowDataPacket } from "mysql2";
import type { Bound, Queryable } from "./connect.ts";
import { statement } from "./statement.ts";

/** One transaction. It begins with its first statement, in the same message. */
export interface Transaction extends Queryable {
  /**
   * A statement whose answer nobody needs. It goes with the next one, or right before the commit, so that several take
   * one way to the server and back; what is wrong with it is thrown there.
   */
  later(sql: string, bound?: Bound[]): Promise<void>;
}

/** What comes of one statement, the rows of a SELECT or the header that counts them, or of each of several. */
export type Answer = RowDataPacket[] | RowDataPacket[][] | ResultSetHeader | ResultSetHeader[];

/** Sends the text of statements, with `;` between them. What comes back is the caller's to know. */
export type Send = <Expected extends Answer>(text: string) => Promise<Expected>;

/** With the largest statement that `insertRows` writes on top, a message stays below the 16 MB that servers take. */
const mostWaitingCharacters = 1024 * 1024;

/** A transaction on a connection that nobody else uses until it has ended. */
export class OpenTransaction implements Transaction {
  readonly #send: Send;
  #hasBegun = false;
  #waiting: string[] = [];
  #waitingCharacters = 0;

  constructor(send: Send) {
    this.#send = send;
  }

  async rows<Row extends RowDataPacket>(sql: string, bound?: Bound[]): Promise<Row[]> {
    const text = statement(sql, bound);
    const others = this.#takeWaiting();
    if (others.length === 0) return this.#send<Row[]>(text);
    return (await this.#send<Row[][]>([...others, text].join("; "))).at(-1) ?? [];
  }

  async change(sql: string, bound?: Bound[]): Promise<number> {
    const text = statement(sql, bound);
    const others = this.#takeWaiting();
    if (others.length === 0) return (await this.#send<ResultSetHeader>(text)).affectedRows;
    const headers = await this.#send<ResultSetHeader[]>([...others, text].join("; "));
    return headers.at(-1)?.affectedRows ?? 0;
  }

  async later(sql: string, bound?: Bound[]): Promise<void> {
    const text = statement(sql, bound);
    this.#waiting.push(text);
    this.#waitingCharacters += text.length;
    if (this.#waitingCharacters > mostWaitingCharacters) await this.#flush();
  }

  /** Sends what still waits; answers whether there is anything to commit. */
  async finish(): Promise<boolean> {
    await this.#flush();
    return this.#hasBegun;
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length > 0) await this.#send(this.#takeWaiting().join("; "));
  }

  /** What goes before the next statement. */
  #takeWaiting(): string[] {
    const taken = this.#hasBegun ? this.#waiting : ["START TRANSACTION", ...this.#waiting];
    this.#hasBegun = true;
    this.#waiting = [];
    this.#waitingCharacters = 0;
    return taken;
  }
}
