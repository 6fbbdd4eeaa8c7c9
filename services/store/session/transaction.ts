import type { ResultSetHeader, RowDataPacket } from "mysql2";
import type { Bound, Queryable } from "./connect.ts";
import { statement, type Written } from "./statement.ts";

/** One transaction. It begins with its first statement, in the same message. */
export interface Transaction extends Queryable {
  /**
   * Queues a statement whose answer the caller does not need. It is sent with the next one, or right before
   * the commit, so that several share one round trip; its errors are thrown there.
   *
   * @param met called then with the number of rows that it matched
   */
  later(sql: string, bound?: Bound[], met?: (rows: number) => void): Promise<void>;
  /** Sends the queued statements now, so that their results and errors are known. */
  sendWaiting(): Promise<void>;
  /**
   * True if the server is one of several that take writes (Galera). There a lock affects only transactions on
   * the same server; conflicting writes of two servers are detected at commit, and the second transaction
   * runs again.
   */
  readonly isOneOfSeveral: boolean;
}

/** Result of one statement (the rows of a SELECT, or a header with counts), or of several. */
export type Answer = RowDataPacket[] | RowDataPacket[][] | ResultSetHeader | ResultSetHeader[];

/** Sends the text of statements, separated by `;`. The caller knows the type of the answer. */
export type Send = <Expected extends Answer>(text: string) => Promise<Expected>;

/** Together with the largest statement of `insertRows`, a message stays below the 16 MB that servers accept. */
const mostWaitingCharacters = 1024 * 1024;

/** The text of a queued statement, and the callback for the number of rows that it matched. */
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

  /** @param time the store's time as SQL */
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

  /** Sends the queued statements; returns true if there is anything to commit. */
  async finish(): Promise<boolean> {
    await this.sendWaiting();
    return this.#hasBegun;
  }

  /**
   * Sends statements, together where that is safe. A Galera node that rolls a transaction back in favor of
   * another reports it to the next message. If that happens between two statements of one message, the report
   * is lost, and the remaining statements run outside of any transaction (MariaDB 10.11.18;
   * test/galera/locks.test.ts emits on three nodes).
   */
  async #sendTexts(texts: readonly string[]): Promise<unknown[]> {
    if (!this.isOneOfSeveral) {
      // One statement has a single answer, several have a list.
      const sent = await this.#send<ResultSetHeader[]>(texts.join("; "));
      return texts.length === 1 ? [sent] : sent;
    }
    const answers: unknown[] = [];
    for (const text of texts) answers.push(await this.#send(text));
    return answers;
  }

  /** Sends the queued statements and then `last`, if given; returns the answer to `last`. */
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
