import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimerQueue } from "./timer-queue.ts";

interface Row {
  readonly id: string;
  readonly dueAt: number;
}

const row = (id: string, dueAt: number): Row => ({ id, dueAt });
const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);

describe("TimerQueue", () => {
  it("returns what is due, earliest first, ties in the order of arrival", () => {
    const queue = new TimerQueue<Row>();
    for (const each of [row("c", 30), row("a1", 10), row("a2", 10), row("late", 99), row("b", 20)])
      queue.add(each);
    expect(queue.nextDueAt).toBe(10);
    expect(ids(queue.takeDue(9, 10))).toEqual([]);
    expect(ids(queue.takeDue(30, 3))).toEqual(["a1", "a2", "b"]);
    expect(ids(queue.takeDue(30, 3))).toEqual(["c"]);
    expect(queue.nextDueAt).toBe(99);
  });

  it("hands everything back on a drain", () => {
    const queue = new TimerQueue<Row>();
    for (const each of [row("a", 10), row("b", 20)]) queue.add(each);
    expect(ids(queue.takeAll()).sort()).toEqual(["a", "b"]);
    expect([queue.size, queue.nextDueAt]).toEqual([0, null]);
  });

  it("keeps order through any mix of adding and taking", () => {
    const step = fc.record({ adds: fc.boolean(), at: fc.nat(60), max: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new TimerQueue<Row>();
        let model: Row[] = [];
        for (const [index, { adds, at, max }] of steps.entries()) {
          if (adds) {
            queue.add(row(String(index), at));
            model.push(row(String(index), at));
          } else {
            const due = model
              .filter(({ dueAt }) => dueAt <= at)
              .sort((one, other) => one.dueAt - other.dueAt);
            const taken = due.slice(0, max);
            expect(queue.takeDue(at, max)).toEqual(taken);
            model = model.filter(({ id }) => !taken.some((each) => each.id === id));
          }
          expect(queue.size).toBe(model.length);
          expect(queue.nextDueAt).toBe(
            model.length === 0 ? null : Math.min(...model.map(({ dueAt }) => dueAt)),
          );
        }
      }),
    );
  });
});
