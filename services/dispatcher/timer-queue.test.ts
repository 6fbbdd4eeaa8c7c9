import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Timed, TimerQueue } from "./timer-queue.ts";

const row = (id: string, dueAt: number, heldBytes = 10): Timed => ({ id, dueAt, heldBytes });
const roomy = () => new TimerQueue({ maxRows: 1_000, maxBytes: 1_000_000 });
const ids = (rows: readonly Timed[]) => rows.map((each) => each.id);

describe("TimerQueue", () => {
  it("gives what is due, earliest first, and equal moments in the order of arrival", () => {
    const queue = roomy();
    for (const each of [row("c", 30), row("a1", 10), row("a2", 10), row("late", 99), row("b", 20)])
      queue.add(each);
    expect(queue.nextDueAt).toBe(10);
    expect(ids(queue.takeDue(9, 10))).toEqual([]);
    expect(ids(queue.takeDue(30, 3))).toEqual(["a1", "a2", "b"]);
    expect(ids(queue.takeDue(30, 3))).toEqual(["c"]);
    expect(queue.nextDueAt).toBe(99);
    expect(queue.heldBytes).toBe(10);
  });

  it("takes out by id, so that a cancel leaves no timer behind", () => {
    const queue = roomy();
    for (const each of [row("a", 10), row("b", 20), row("c", 30)]) queue.add(each);
    expect(queue.remove("b")?.id).toBe("b");
    expect(queue.remove("b")).toBeNull();
    expect(queue.has("b")).toBe(false);
    expect(ids(queue.takeDue(100, 10))).toEqual(["a", "c"]);
    expect([queue.size, queue.heldBytes, queue.nextDueAt]).toEqual([0, 0, null]);
  });

  it("moves an id that is added again", () => {
    const queue = roomy();
    queue.add(row("a", 10, 100));
    queue.add(row("a", 50, 7));
    expect([queue.size, queue.heldBytes, queue.nextDueAt]).toEqual([1, 7, 50]);
  });

  it("refuses what passes either bound, and says how much room is left", () => {
    const queue = new TimerQueue({ maxRows: 2, maxBytes: 100 });
    expect(queue.roomRows).toBe(2);
    expect(queue.add(row("a", 1, 60))).toBe(true);
    expect(queue.add(row("b", 1, 60))).toBe(false);
    expect(queue.add(row("b", 1, 40))).toBe(true);
    expect(queue.roomRows).toBe(0);
    expect(queue.add(row("c", 1, 0))).toBe(false);
    expect(queue.size).toBe(2);
  });

  it("takes one that is larger than its bound when nothing else waits", () => {
    const queue = new TimerQueue({ maxRows: 2, maxBytes: 100 });
    expect(queue.add(row("huge", 1, 1_000))).toBe(true);
    expect(queue.roomRows).toBe(0);
  });

  it("hands everything back on a drain", () => {
    const queue = roomy();
    for (const each of [row("a", 10), row("b", 20)]) queue.add(each);
    expect(ids(queue.takeAll()).sort()).toEqual(["a", "b"]);
    expect([queue.size, queue.heldBytes]).toEqual([0, 0]);
  });

  it("keeps order and sums through any mix of adding, removing and taking", () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant("add" as const), id: fc.nat(20), at: fc.nat(50) }),
      fc.record({ do: fc.constant("remove" as const), id: fc.nat(20), at: fc.constant(0) }),
      fc.record({ do: fc.constant("take" as const), id: fc.constant(0), at: fc.nat(60) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = roomy();
        const model = new Map<string, Timed>();
        for (const { do: what, id, at } of steps) {
          if (what === "add") {
            queue.add(row(String(id), at, id));
            model.set(String(id), row(String(id), at, id));
          } else if (what === "remove") {
            expect(queue.remove(String(id)) !== null).toBe(model.delete(String(id)));
          } else {
            const due = [...model.values()].filter((each) => each.dueAt <= at);
            const taken = queue.takeDue(at, 100);
            expect(taken.map((each) => each.dueAt)).toEqual(
              due.map((each) => each.dueAt).sort((a, b) => a - b),
            );
            expect(ids(taken).sort()).toEqual(ids(due).sort());
            for (const { id } of due) model.delete(id);
          }
          expect(queue.size).toBe(model.size);
          expect(queue.heldBytes).toBe([...model.values()].reduce((sum, each) => sum + each.heldBytes, 0));
        }
      }),
    );
  });
});
