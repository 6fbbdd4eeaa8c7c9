import { ConnectionError } from "./landfall-error.ts";

/** One page of a list, newest first. It may be short, even empty, although more pages follow. */
export interface Page<T> {
  readonly object: "list";
  readonly data: T[];
  readonly has_more: boolean;
  /** Cursor of the next page; null on the last one. */
  readonly next_cursor: string | null;
  /** Number of all matching objects, if `include_total` was requested. */
  readonly total?: number;
}

/**
 * A list: `await` it for its first page, or iterate with `for await` over every object on every page.
 * Requests are made only then.
 */
export class Listing<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly #read: (cursor: string | undefined) => Promise<Page<T>>;
  #first: Promise<Page<T>> | undefined;

  /** @param read fetches the page at a cursor; without one, the first page */
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

  /** Iterates over every object, page by page. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.data;
  }

  /** Iterates over every page, including empty ones. Each iteration requests the pages again. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let cursor: string | undefined;
    do {
      const page = await this.#read(cursor);
      yield page;
      // An empty page is not the end: only the cursor shows if there is more.
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

  /** Reads the first `limit` objects. */
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
