import { describe, expect, it } from "vitest";
import { Turns, type TurnTaker } from "./turns.ts";

/** A member with a number of items, which gives none while it is blocked. */
class Queue implements TurnTaker {
  inTurn = false;
  readonly name: string;
  waiting: number;
  blocked = false;

  constructor(name: string, waiting: number) {
    this.name = name;
    this.waiting = waiting;
  }

  get hasWaiting(): boolean {
    return this.waiting > 0;
  }
}

function serve(turns: Turns<Queue>, most: number): Record<string, number> {
  const served: Record<string, number> = {};
  turns.serve(most, (queue, portion) => {
    const taken = queue.blocked ? 0 : Math.min(portion, queue.waiting);
    queue.waiting -= taken;
    if (taken > 0) served[queue.name] = (served[queue.name] ?? 0) + taken;
    return taken;
  });
  return served;
}

function turnsOf(...queues: Queue[]): Turns<Queue> {
  const turns = new Turns<Queue>();
  for (const queue of queues) turns.join(queue);
  return turns;
}

describe("Turns", () => {
  it("serves long and short queues equally until the short ones are empty", () => {
    const turns = turnsOf(new Queue("long", 1_000), new Queue("a", 5), new Queue("b", 20));
    expect(serve(turns, 100)).toEqual({ a: 5, b: 20, long: 75 });
  });

  it("continues where it stopped, so that the first are not served again before the last", () => {
    const queues = Array.from({ length: 4 }, (_, place) => new Queue(String(place), 100));
    const turns = turnsOf(...queues);
    expect(serve(turns, 16)).toEqual({ 0: 8, 1: 8 });
    expect(serve(turns, 16)).toEqual({ 2: 8, 3: 8 });
    expect(serve(turns, 16)).toEqual({ 0: 8, 1: 8 });
  });

  it("skips a blocked member and keeps its turn", () => {
    const blocked = new Queue("blocked", 10);
    blocked.blocked = true;
    const turns = turnsOf(blocked, new Queue("other", 10));
    expect(serve(turns, 100)).toEqual({ other: 10 });
    blocked.blocked = false;
    expect(serve(turns, 100)).toEqual({ blocked: 10 });
  });

  it("forgets a member with nothing waiting until it joins again", () => {
    const queue = new Queue("one", 3);
    const turns = turnsOf(queue);
    expect(serve(turns, 10)).toEqual({ one: 3 });
    queue.waiting = 2;
    expect(serve(turns, 10)).toEqual({});
    turns.join(queue);
    turns.join(queue);
    expect(serve(turns, 10)).toEqual({ one: 2 });
  });
});
