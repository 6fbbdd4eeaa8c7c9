import { isDeepStrictEqual } from "node:util";
import { finality } from "../../rules/finality.ts";
import { findStillBegun } from "../../store/for-dispatcher.ts";
import type { StartWindow } from "../attempt/exchange.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { type Held, isStale } from "./held.ts";
import type { Secrets } from "./secrets.ts";

interface Question {
  readonly held: Held;
  readonly answer: (may: boolean) => void;
}

const mostRows = 500;

/**
 * Keeps first bytes from being sent late. A name lookup, a handshake, a full lane or a stopped process may
 * take longer than a change waits before it is answered; the store is then asked again before the first
 * byte. Questions from the same turn of the event loop share one statement.
 */
export class LateStarts {
  readonly #dispatcher: Dispatcher;
  readonly #secrets: Secrets;
  #questions: Question[] = [];

  constructor(dispatcher: Dispatcher, secrets: Secrets) {
    this.#dispatcher = dispatcher;
    this.#secrets = secrets;
  }

  /** The window in which a begun delivery may start. */
  windowOf(held: Held): StartWindow {
    return {
      isOpen: () => !isStale(held, this.#dispatcher.clock.monotonic()),
      askAgain: () => this.#ask(held),
    };
  }

  #ask(held: Held): Promise<boolean> {
    return new Promise((answer) => {
      this.#questions.push({ held, answer });
      if (this.#questions.length === 1) setImmediate(() => void this.#askAll());
    });
  }

  async #askAll(): Promise<void> {
    const questions = this.#questions;
    this.#questions = [];
    for (let at = 0; at < questions.length; at += mostRows) {
      await this.#askSome(questions.slice(at, at + mostRows));
    }
  }

  /**
   * Asks about a batch. No answer from the store counts as no: whoever changed something was told that no
   * more attempts start.
   */
  async #askSome(questions: readonly Question[]): Promise<void> {
    const { store, holder, clock, log } = this.#dispatcher;
    const startBy = clock.monotonic() + finality.startsWithinMs;
    try {
      await this.#secrets.prepare(
        questions.filter(({ held }) => held.signedBy !== null).map(({ held }) => held.claimed.projectId),
      );
      const still = await findStillBegun(
        store,
        holder,
        questions.map(({ held }) => held),
      );
      for (const { held, answer } of questions) {
        const may = still.has(held.id) && this.#isSignedAsNow(held);
        if (may) held.startBy = startBy;
        answer(may);
      }
    } catch (error) {
      log.error(
        { err: error, deliveries: questions.length },
        "late attempts withdrawn: the store does not answer",
      );
      for (const { answer } of questions) answer(false);
    }
  }

  #isSignedAsNow({ signedBy, claimed }: Held): boolean {
    return signedBy === null || isDeepStrictEqual(signedBy, this.#secrets.of(claimed.projectId));
  }
}
