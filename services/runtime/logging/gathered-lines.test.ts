import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gatheredLines } from "./gathered-lines.ts";

/** Records the pieces, and if they were flushed. */
function gathering() {
  const pieces: string[] = [];
  let flushes = 0;
  const lines = gatheredLines({
    write: (piece) => pieces.push(piece),
    flushSync: () => {
      flushes++;
    },
  });
  return { lines, pieces, flushes: () => flushes };
}

describe("gathered lines", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("go out together, within 100 ms, and so do later ones", () => {
    const { lines, pieces } = gathering();
    lines.write("first\n");
    vi.advanceTimersByTime(99);
    lines.write("second\n");
    expect(pieces).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(pieces).toEqual(["first\nsecond\n"]);
    vi.advanceTimersByTime(60_000);
    lines.write("third\n");
    vi.advanceTimersByTime(100);
    expect(pieces).toEqual(["first\nsecond\n", "third\n"]);
  });

  it("go out at once when they make a piece, and leave no timer behind", () => {
    const { lines, pieces } = gathering();
    const line = `${"x".repeat(999)}\n`;
    for (let count = 0; count < 9; count++) lines.write(line);
    expect(pieces).toEqual([line.repeat(9)]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("go out before a flush", () => {
    const { lines, pieces, flushes } = gathering();
    lines.write("line\n");
    lines.flushSync();
    expect(pieces).toEqual(["line\n"]);
    expect(flushes()).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
