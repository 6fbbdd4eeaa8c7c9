import { describe, expect, it } from "vitest";
import { Listing, type Page } from "./listing.ts";

/** A list with these pages; cursors are page indexes. */
function listOf(...pages: number[][]) {
  const asked: (string | undefined)[] = [];
  const listing = new Listing<number>(async (cursor): Promise<Page<number>> => {
    asked.push(cursor);
    const at = Number(cursor ?? 0);
    const next = at + 1 < pages.length ? String(at + 1) : null;
    return { object: "list", data: pages[at] ?? [], has_more: next !== null, next_cursor: next };
  });
  return { listing, asked };
}

const all = async (listing: AsyncIterable<number>) => {
  const found: number[] = [];
  for await (const each of listing) found.push(each);
  return found;
};

describe("a list", () => {
  it("is its first page when awaited, requested once", async () => {
    const { listing, asked } = listOf([1, 2], [3]);
    expect((await listing).data).toEqual([1, 2]);
    expect((await listing).next_cursor).toBe("1");
    expect(asked).toEqual([undefined]);
  });

  it("is every object when iterated, across empty pages", async () => {
    const { listing, asked } = listOf([], [1], [], [], [2, 3], []);
    expect(await all(listing)).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, "1", "2", "3", "4", "5"]);
  });

  it("requests only the pages it needs", async () => {
    const { listing, asked } = listOf([1, 2], [3], [4]);
    expect(asked).toEqual([]);
    expect(await listing.take(3)).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, "1"]);
    expect(await listing.take(0)).toEqual([]);
  });

  it("ends with an error if a cursor leads to itself", async () => {
    const stuck = new Listing<number>(async () => ({
      object: "list",
      data: [],
      has_more: true,
      next_cursor: "x",
    }));
    await expect(all(stuck)).rejects.toMatchObject({ code: "unexpected_answer" });
  });

  it("rejects with the error of its page", async () => {
    const failing = new Listing<number>(() => Promise.reject(new Error("away")));
    await expect(failing).rejects.toThrow("away");
    expect(await failing.catch(() => "caught")).toBe("caught");
    await expect(failing.finally(() => {})).rejects.toThrow("away");
  });
});
