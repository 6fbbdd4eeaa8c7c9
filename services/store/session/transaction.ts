import type { ResultSetHeader, RowDataPacket } from "mysql2";
import type { Bound, Queryable } from "./connect.ts";
import { statement, type Written } from "./statement.ts";

/** One transaction. It begins with its first statement, in the same message. */
export interface Transaction extends Queryable {
  /**
   * A statement whose answer nobody waits for. It goes with the next one, or right before the commit, so that several
   * take one way to the server and back; what is wrong with it is thrown there.
   *
   * @param met told then how many rows it met
   */
  later(sql: string, bound?: Bound[], met?: (rows: number) => void): Promise<void>;
  /** Sends what waits to go with the next statement, so that all is known of it. */
  sendWaiting(): Promise<void>;
  /**
   * The server is one of several that are written to (Galera). There a lock holds back whoever else is on that server,
   * and nobody on another; what two transactions both write is compared when they commit, and the second runs again.
   */
  readonly isOneOfSeveral: boolean;
}

/**
 * Describes what comes of one statement, the rows of a SELECT or the header that counts them, or of each of
 * several.
 */
export type Answer = RowDataPacket[] | RowDataPacket[][] | ResultSetHeader | ResultSetHeader[];

/** Sends the text of statements, with `;` between them. What comes back is the caller's to know. */
export type Send = <Expected extends Answer>(text: string) => Promise<Expected>;

/** With the largest statement that `insertRows` writes on top, a message stays below the 16 MB that servers take. */
const mostWaitingCharacters = 1024 * 1024;

/** The text of a statement that waits for the next one, and who is to hear how many rows it met. */
interface Waiting {
  readonly text: string;
  readonly met: ((rows: number) => void) | undefined;
}

/** A transaction on a connection that nobody else uses until it has ended. */
export class OpenTransaction implements Transaction {
  readonly #send: Send;
  readonly #time: () => Written;
  #hasBegun = false;
  #waiting: Waiting[] = [];
  #waitingCharacters = 0;

  readonly isOneOfSeveral: boolean;

  /** @param time as a statement says the store's time */
  constructor(send: Send, time: () => Written, isOneOfSeveral = false) {
    this.#send = send;
    this.#time = time;
    this.isOneOfSeveral = isOneOfSeveral;
  }

  get time(): Written {
    return this.#time();
  }

  async rows<Row extends RowDataPacket>(sql: string, bound?: Bound[]): Promise<Row[]> {
    return (await this.#sendAll<Row[]>(statement(sql, bound))) ?? [];
  }

  async change(sql: string, bound?: Bound[]): Promise<number> {
    return (await this.#sendAll<ResultSetHeader>(statement(sql, bound)))?.affectedRows ?? 0;
  }

  async later(sql: string, bound?: Bound[], met?: (rows: number) => void): Promise<void> {
    const text = statement(sql, bound);
    this.#waiting.push({ text, met });
    this.#waitingCharacters += text.length;
    if (this.#waitingCharacters > mostWaitingCharacters) await this.sendWaiting();
  }

  async sendWaiting(): Promise<void> {
    if (this.#waiting.length > 0) await this.#sendAll();
  }

  /** Sends what still waits; answers whether there is anything to commit. */
  async finish(): Promise<boolean> {
    await this.sendWaiting();
    return this.#hasBegun;
  }

  /**
   * Sends statements, together where that is safe. A Galera node that rolls a transaction back for another one says so to
   * the next message; when that happens between two statements of one message nobody is told, and what follows runs
   * outside of any transaction (MariaDB 10.11.18; test/galera/locks.test.ts emits on three nodes).
   */
  async #sendTexts(texts: readonly string[]): Promise<unknown[]> {
    if (!this.isOneOfSeveral) {
      // One statement is answered by itself, several by a list.
      const sent = await this.#send<ResultSetHeader[]>(texts.join("; "));
      return texts.length === 1 ? [sent] : sent;
    }
    const answers: unknown[] = [];
    for (const text of texts) answers.push(await this.#send(text));
    return answers;
  }

  /** Sends what waits and, when there is one, a statement after it, whose answer this is. */
  async #sendAll<One extends ResultSetHeader | RowDataPacket[]>(last?: string): Promise<One | undefined> {
    const waiting = this.#waiting;
    const begin = this.#hasBegun ? [] : ["START TRANSACTION"];
    this.#hasBegun = true;
    this.#waiting = [];
    this.#waitingCharacters = 0;
    const texts = [...begin, ...waiting.map(({ text }) => text), ...(last === undefined ? [] : [last])];
    const answers = (await this.#sendTexts(texts)) as One[];
    for (const [index, { met }] of waiting.entries()) {
      const answer = answers[begin.length + index];
      if (met && answer && "affectedRows" in answer) met(answer.affectedRows);
    }
    return answers.at(-1);
  }
}
