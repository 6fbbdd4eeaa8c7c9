import { describe, expect, it } from "vitest";
import { inAll, roomBeside } from "./room-beside.ts";

const most = 4_096;

/** Lets projects take what they may, in turn, until none may take more. */
function shares(
  count: number,
  hunger: readonly number[] = Array(count).fill(Number.POSITIVE_INFINITY),
): number[] {
  const has = Array<number>(count).fill(0);
  for (let moved = true; moved; ) {
    moved = false;
    for (let each = 0; each < count; each++) {
      const total = has.reduce((sum, own) => sum + own, 0);
      const own = has[each] ?? 0;
      const room = Math.min(roomBeside(most, own, total), (hunger[each] ?? 0) - own, 1);
      if (room <= 0) continue;
      has[each] = own + room;
      moved = true;
    }
  }
  return has;
}

describe("roomBeside", () => {
  it("lets a project alone use everything", () => {
    expect(roomBeside(most, 0, 0)).toBe(most);
    expect(roomBeside(most, most, most)).toBe(0);
  });

  it("leaves room for a newcomer when one project has taken all, and again for the next", () => {
    let total = 0;
    const taken: number[] = [];
    for (let project = 0; project < 6; project++) {
      const room = roomBeside(most, 0, total);
      taken.push(room);
      total += room;
    }
    expect(taken).toEqual([4_096, 820, 164, 32, 7, 1]);
    expect(total).toBe(inAll(most));
  });

  it("gives equal shares to projects that always want more", () => {
    expect(shares(2)).toEqual([2_276, 2_276]);
    for (const share of shares(10)) expect(share).toBeGreaterThan(440);
  });

  it("leaves what a small project does not take to a large one", () => {
    expect(shares(2, [Number.POSITIVE_INFINITY, 100])).toEqual([4_016, 100]);
  });

  it("takes nothing back from a project above its share, and gives it no more", () => {
    expect(roomBeside(most, 4_096, 4_500)).toBe(0);
  });

  it("works with a limit of one", () => {
    expect(roomBeside(1, 0, 0)).toBe(1);
    expect(roomBeside(1, 1, 1)).toBe(0);
  });
});
