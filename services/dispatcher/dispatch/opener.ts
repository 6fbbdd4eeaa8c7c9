import { prefixedId } from "../../runtime/ulid.ts";
import {
  type RequestContentParts,
  requestSealContext,
  unpackRequestContent,
} from "../../store/for-dispatcher.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { Held } from "./held.ts";

/** Deliveries opened per turn of the event loop: a third of a millisecond, or one large body. */
const portion = 16;
const portionBytes = 256 * 1024;

/**
 * Decrypts the content of held deliveries while the process is otherwise idle, instead of when they are
 * due. A delivery that is due before then is decrypted on the spot.
 */
export class Opener {
  readonly #dispatcher: Dispatcher;
  #waiting: Held[] = [];
  #next = 0;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  add(deliveries: readonly Held[]): void {
    if (deliveries.length === 0) return;
    const idle = this.#waiting.length === 0;
    this.#waiting.push(...deliveries);
    if (idle) setImmediate(() => this.#openSome());
  }

  /** Stops opening. */
  stop(): void {
    this.#waiting = [];
    this.#next = 0;
  }

  #openSome(): void {
    const end = Math.min(this.#next + portion, this.#waiting.length);
    for (let bytes = 0; this.#next < end && bytes < portionBytes; this.#next++) {
      const held = this.#waiting[this.#next];
      if (!held) break;
      openHeld(this.#dispatcher, held);
      bytes += held.claimed.contentBytes;
    }
    if (this.#next < this.#waiting.length) setImmediate(() => this.#openSome());
    else this.stop();
  }
}

/** Decrypts a held delivery's content; null if no key does. */
export function openHeld({ keys, log }: Dispatcher, held: Held): RequestContentParts | null {
  if (held.content) return held.content;
  try {
    const { sealed } = held;
    const opened = unpackRequestContent(
      sealed === null ? null : keys.open(sealed, requestSealContext(held.claimed.requestId)),
    );
    held.content = { ...opened, body: opened.body === null ? null : sharing(opened.body) };
    held.sealed = null;
  } catch (error) {
    log.error({ err: error, delivery_id: prefixedId("dlv", held.claimed.id) }, "request cannot be opened");
  }
  return held.content;
}

/**
 * A cipher's output has an allocation of its own. Small bodies are copied into Buffer's pool, where dozens
 * share one.
 */
function sharing(body: Buffer): Buffer {
  return body.length < Buffer.poolSize / 2 ? Buffer.from(body) : body;
}
