import type { Listing, Page } from "../../sdk/src/index.ts";

/** A search for a rare word has many empty pages; after this many the caller continues with `next_cursor`. */
const mostEmptyPages = 10;

/** Returns the first page with rows; the last one read if there is none. */
export async function firstRows<T>(listing: Listing<T>): Promise<Page<T>> {
  let read = 0;
  for await (const page of listing.pages()) {
    if (page.data.length > 0 || page.next_cursor === null || ++read >= mostEmptyPages) return page;
  }
  throw new Error("a list has a page at least");
}
