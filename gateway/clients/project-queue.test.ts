import { describe, expect, it } from "vitest";
import { ProjectQueue } from "./project-queue.ts";

/** `a3` is the third entry of project a; a digit after a colon is its size. */
function queueOf(...entries: string[]) {
  const queue = new ProjectQueue<{ bytes: number; text: string }>();
  for (const text of entries) queue.add(text.slice(0, 1), { bytes: Number(text.split(":")[1] ?? 1), text });
  const take = (most: number, bytes = 1_000_000) => queue.take(most, bytes).map(({ text }) => text);
  return { queue, take };
}

describe("a queue of projects", () => {
  it("takes one entry of each project in turn, and continues where it stopped", () => {
    const { queue, take } = queueOf("a1", "a2", "a3", "a4", "b1", "c1", "c2");
    expect(take(4)).toEqual(["a1", "b1", "c1", "a2"]);
    expect(take(4)).toEqual(["c2", "a3", "a4"]);
    expect([queue.count, queue.bytes, take(4)]).toEqual([0, 0, []]);
  });

  it("takes no more bytes than asked for, but at least one entry", () => {
    const { queue, take } = queueOf("a1:5", "a2:6", "b1:2");
    expect(take(9, 8)).toEqual(["a1:5", "b1:2"]);
    expect([queue.bytesOf("a"), queue.bytesOf("b")]).toEqual([6, 0]);
    expect(take(9, 1)).toEqual(["a2:6"]);
  });

  it("keeps a project's entries in order while it drops taken ones from memory", () => {
    const all = Array.from({ length: 2_500 }, (_, each) => `a${each}`);
    const { take } = queueOf(...all);
    expect([...take(999), ...take(2), ...take(5_000)]).toEqual(all);
  });
});
