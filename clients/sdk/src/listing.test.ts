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
  it("is its first page when it is awaited, asked for once", async () => {
    const { listing, asked } = listOf([1, 2], [3]);
    expect((await listing).data).toEqual([1, 2]);
    expect((await listing).next_cursor).toBe("1");
    expect(asked).toEqual([undefined]);
  });

  it("is every object when it is walked, through pages that are empty", async () => {
    const { listing, asked } = listOf([], [1], [], [], [2, 3], []);
    expect(await all(listing)).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, "1", "2", "3", "4", "5"]);
  });

  it("asks for no page that nobody wants", async () => {
    const { listing, asked } = listOf([1, 2], [3], [4]);
    expect(asked).toEqual([]);
    expect(await listing.take(3)).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, "1"]);
    expect(await listing.take(0)).toEqual([]);
  });

  it("ends with an error where a cursor leads to itself", async () => {
    const stuck = new Listing<number>(async () => ({
      object: "list",
      data: [],
      has_more: true,
      next_cursor: "x",
    }));
    await expect(all(stuck)).rejects.toMatchObject({ code: "unexpected_answer" });
  });

  it("rejects as its page does", async () => {
    const failing = new Listing<number>(() => Promise.reject(new Error("away")));
    await expect(failing).rejects.toThrow("away");
    expect(await failing.catch(() => "caught")).toBe("caught");
    await expect(failing.finally(() => {})).rejects.toThrow("away");
  });
});
