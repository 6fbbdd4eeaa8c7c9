import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aHeld } from "../../../test/services/fixtures/held.ts";
import { defaultLimits } from "../dispatcher.ts";
import { defaultBreakerPolicy } from "./breakers/breaker.ts";
import { RememberedBreakers } from "./breakers/remembered-breakers.ts";
import type { Counts, Stage } from "./counts.ts";
import type { Held } from "./held.ts";
import { Stages } from "./stages.ts";

const ways: Record<Stage, readonly Stage[]> = {
  queued: ["waiting", "settling"],
  waiting: ["beginning", "settling"],
  beginning: ["begun", "waiting", "settling"],
  begun: ["sending", "settling"],
  sending: ["settling"],
  settling: [],
};
const stages = Object.keys(ways) as Stage[];

const newStages = (limits: Partial<typeof defaultLimits> = {}) =>
  new Stages(
    { ...defaultLimits, ...limits },
    { inFlight: 10, breakers: new RememberedBreakers(defaultBreakerPolicy) },
  );

/** Counts the held deliveries independently. */
function recount(held: readonly Held[]) {
  const of = (stage: Stage) => held.filter((each) => each.stage === stage).length;
  return {
    rows: held.length,
    bytes: held.reduce((sum, { heldBytes }) => sum + heldBytes, 0),
    backlog: held.filter(({ overdue, stage }) => overdue && (stage === "queued" || stage === "waiting"))
      .length,
    ...Object.fromEntries(stages.map((stage) => [stage, of(stage)])),
    open: of("beginning") + of("begun") + of("sending"),
  };
}

const seen = (counts: Counts) => ({ ...counts, open: counts.open });

describe("Stages", () => {
  it("counts what is held in total, by project and by lane, on every path", () => {
    const step = fc.record({ place: fc.nat(), way: fc.nat(3) });
    const made = fc.record({
      project: fc.nat(2),
      host: fc.nat(2),
      contentBytes: fc.nat(9_000),
      overdue: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(made, step), { maxLength: 300 }), (events) => {
        const owner = newStages();
        let held: Held[] = [];
        for (const event of events) {
          if ("project" in event) {
            const projectId = Buffer.alloc(16, event.project);
            const endpoint = `https://host${event.host}.example/`;
            const each = aHeld(
              { projectId, contentBytes: event.contentBytes },
              { endpoint, overdue: event.overdue },
            );
            owner.enter(each);
            held.push(each);
            continue;
          }
          const each = held[event.place % Math.max(held.length, 1)];
          if (!each) continue;
          const to = ways[each.stage][event.way];
          if (to) owner.move(each, to);
          else {
            owner.leave(each);
            owner.leave(each);
            held = held.filter((other) => other !== each);
          }
        }
        expect(seen(owner.total)).toEqual(recount(held));
        for (const project of owner.projects) {
          const own = held.filter(({ claimed }) => claimed.projectId.equals(project.id));
          expect(seen(project.counts)).toEqual(recount(own));
        }
        for (const lane of owner.lanes)
          expect(seen(lane.counts)).toEqual(recount(held.filter((each) => each.lane === lane)));
      }),
    );
  });

  it("allows only the moves of the diagram", () => {
    for (const from of stages) {
      for (const to of stages) {
        const owner = newStages();
        const held = aHeld();
        owner.enter(held);
        held.stage = from;
        if (ways[from].includes(to)) expect(() => owner.move(held, to)).not.toThrow();
        else expect(() => owner.move(held, to), `${from} to ${to}`).toThrow(/no way/);
      }
    }
  });

  it("leaves room for other projects in rows and in bytes, however much one project holds", () => {
    const owner = newStages({ queueRows: 20 });
    const projectId = Buffer.alloc(16, 1);
    for (let count = 0; count < 20; count++) owner.enter(aHeld({ projectId }));
    expect(owner.fullProjects()).toEqual([projectId]);
    expect(owner.roomFor(projectId).rows).toBe(0);
    expect(owner.roomForAnyone().rows).toBe(0);
    expect(owner.roomFor(Buffer.alloc(16, 2)).rows).toBe(4);
    expect(owner.room.rows).toBe(5);
  });

  it("keeps the lanes of two projects, and of test and live mode, apart", () => {
    const owner = newStages();
    const [one, other] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
    const all = [
      aHeld({ projectId: one }),
      aHeld({ projectId: other }),
      aHeld({ projectId: one, mode: "live" }),
      aHeld({ projectId: one }),
    ];
    for (const held of all) owner.enter(held);
    expect(new Set(all.map(({ lane }) => lane)).size).toBe(3);
    expect(all[3]?.lane).toBe(all[0]?.lane);
    expect(all[1]?.lane?.breaker).not.toBe(all[0]?.lane?.breaker);
  });

  it("forgets a project that holds nothing", () => {
    const owner = newStages();
    const held = aHeld();
    owner.enter(held);
    owner.forgetIdle(0);
    expect(owner.isEmpty).toBe(false);
    owner.leave(held);
    owner.forgetIdle(0);
    expect(owner.isEmpty).toBe(true);
  });
});
