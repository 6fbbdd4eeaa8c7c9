import { ConnectionError } from "./landfall-error.ts";

/** One page of a list, newest first. It may be short, even empty, while there are more. */
export interface Page<T> {
  readonly object: "list";
  readonly data: T[];
  readonly has_more: boolean;
  /** Where the next page begins; null on the last one. */
  readonly next_cursor: string | null;
  /** All objects that match, where `include_total` was asked for. */
  readonly total?: number;
}

/**
 * A list: `await` it for its first page, or walk it with `for await` for every object on every page. Asks when it is
 * awaited or walked, and not before.
 */
export class Listing<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly #read: (cursor: string | undefined) => Promise<Page<T>>;
  #first: Promise<Page<T>> | undefined;

  /** @param read asks for the page at that cursor, the first one without */
  constructor(read: (cursor: string | undefined) => Promise<Page<T>>) {
    this.#read = read;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting a list is what it is for
  then<A = Page<T>, B = never>(
    onPage?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#first ??= this.#read(undefined);
    return this.#first.then(onPage, onError);
  }

  catch<B = never>(onError: (error: unknown) => B | PromiseLike<B>): Promise<Page<T> | B> {
    return this.then(null, onError);
  }

  finally(onEnd: () => void): Promise<Page<T>> {
    return this.then().finally(onEnd);
  }

  /** Every object, page by page. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.data;
  }

  /** Every page, empty ones too. Each walk asks anew. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let cursor: string | undefined;
    do {
      const page = await this.#read(cursor);
      yield page;
      // An empty page is not the end: only the cursor says whether there is more.
      const next = page.next_cursor ?? undefined;
      if (next !== undefined && next === cursor) {
        throw new ConnectionError({
          code: "unexpected_answer",
          message: `The list does not move on from ${next}.`,
        });
      }
      cursor = next;
    } while (cursor !== undefined);
  }

  /** The first `limit` objects. */
  async take(limit: number): Promise<T[]> {
    const taken: T[] = [];
    if (limit < 1) return taken;
    for await (const each of this) {
      taken.push(each);
      if (taken.length >= limit) break;
    }
    return taken;
  }
}
