import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newUlid } from "../../services/runtime/ulid.ts";
import type { Owner } from "../../services/store/accounts/owner.ts";
import { rotateSigningSecrets } from "../../services/store/accounts/rotate-signing-secrets.ts";
import { cancelDelivery } from "../../services/store/deliveries/cancel-delivery.ts";
import { deleteEndpoint } from "../../services/store/endpoints/delete-endpoint.ts";
import { endpointNotFound } from "../../services/store/endpoints/endpoint-not-found.ts";
import { insertEndpoint } from "../../services/store/endpoints/insert-endpoint.ts";
import { lockEndpoints } from "../../services/store/endpoints/lock-endpoints.ts";
import { asRoller } from "../../services/store/figures/as-roller.ts";
import { changeSchedule } from "../../services/store/schedules/change-schedule.ts";
import { emitDueOccurrences } from "../../services/store/schedules/emit-due-occurrences.ts";
import { insertSchedules } from "../../services/store/schedules/insert-schedules.ts";
import { triggerSchedule } from "../../services/store/schedules/trigger-schedule.ts";
import type { Store } from "../../services/store/session/connect.ts";
import { endpointRow } from "../services/fixtures/endpoint-row.ts";
import { aDelivery, aRequest, aSchedule, newOwner, write } from "../store/fixtures/rows.ts";
import { type ClusterUnderTest, startClusterUnderTest } from "./fixtures/cluster-under-test.ts";

/** A fault that shows in a tenth of the rounds is missed by this many rounds once in five hundred runs. */
const rounds = 60;
const now = Date.now();
let running: ClusterUnderTest;
let stores: readonly [Store, Store, Store];
beforeAll(async () => {
  running = await startClusterUnderTest();
  stores = running.stores;
});
afterAll(() => running[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const table of ["schedules", "deliveries"])
    await running.cluster.node(0).query(`DELETE FROM landfall.${table}`);
});

const count = async (what: string) => {
  const [row] = await stores[0].rows(`SELECT COUNT(*) AS n FROM ${what}`);
  return Number(row?.n);
};
const inRounds = async (round: (place: number) => Promise<void>) => {
  for (let place = 0; place < rounds; place++) await round(place);
};
/** A refusal is thrown. */
const done = (work: Promise<unknown>) =>
  work.then(
    (result) => result !== null,
    () => false,
  );

async function profile(owner: Owner): Promise<Buffer> {
  const endpoint = endpointRow({ ...owner, id: newUlid(now) }, now);
  await insertEndpoint(stores[0], endpoint);
  return endpoint.id;
}

describe("two transactions on two nodes", () => {
  it("that cancel the last two occurrences complete the schedule", async () => {
    await inRounds(async () => {
      const owner = newOwner();
      const created = aSchedule(owner, [now + 60_000, now + 120_000], { kind: "interval" });
      await write(stores[2], created);
      await Promise.all(
        created.deliveries.map(({ id }, place) =>
          cancelDelivery(stores[place === 0 ? 0 : 1], owner, id, now, () => true),
        ),
      );
    });
    expect(await count("schedules WHERE state = 'completed'")).toBe(rounds);
  });

  it("that cancel both occurrences of a one-shot cancel it", async () => {
    await inRounds(async () => {
      const owner = newOwner();
      const created = aSchedule(owner, [now + 60_000, now + 3_660_000]);
      await write(stores[2], created);
      await Promise.all(
        created.deliveries.map(({ id }, place) =>
          cancelDelivery(stores[place === 0 ? 0 : 1], owner, id, now, () => true),
        ),
      );
    });
    expect(await count("schedules WHERE state = 'canceled'")).toBe(rounds);
  });

  it("of which one cancels a schedule and one triggers it leave nothing open", async () => {
    let triggered = 0;
    await inRounds(async (round) => {
      const owner = newOwner();
      const created = aSchedule(owner, [now + 60_000], { kind: "interval", emitAt: now + 60_000 });
      await write(stores[2], created);
      const { id } = created.schedule;
      const cancel = () =>
        changeSchedule(stores[0], owner, id, now, (schedule, open) => ({
          schedule: { ...schedule, state: "canceled", endedAt: now, emitAt: null },
          request: null,
          cancel: { ids: open.map((each) => each.id), reason: "canceled" },
        }));
      const trigger = () =>
        triggerSchedule(stores[1], owner, id, null, (schedule) => {
          if (schedule.state !== "active") throw new Error("it has ended");
          return aDelivery(schedule, now, { ordinal: -1 - round });
        });
      const [, wasTriggered] = await Promise.all([cancel(), done(trigger())]);
      if (wasTriggered) triggered++;
    });
    expect(await count("schedules WHERE state <> 'canceled'")).toBe(0);
    expect(await count("deliveries WHERE completed_at IS NULL")).toBe(0);
    expect(await count("deliveries WHERE ordinal < 0")).toBe(triggered);
  });

  it("of which one deletes a profile and one creates by it: one is refused", async () => {
    const both: number[] = [];
    await inRounds(async (round) => {
      const owner = newOwner();
      const id = await profile(owner);
      const create = stores[1].transact(async (transaction) => {
        const isThere = await lockEndpoints(transaction, [{ owner, id }]);
        if (!isThere({ owner, id })) throw endpointNotFound();
        const request = aRequest(owner, { endpoint: null, endpointId: id });
        await insertSchedules(transaction, [aSchedule(owner, [now + 60_000], {}, request)]);
      });
      const [deleted, created] = await Promise.all([
        deleteEndpoint(stores[0], owner, id, now, () => undefined),
        done(create),
      ]);
      if (deleted !== "in_use" && created) both.push(round);
    });
    expect(both).toEqual([]);
  });

  it("that rotate the secrets of a project without any make one current secret", async () => {
    await inRounds(async () => {
      const { projectId } = newOwner();
      const make = (role: "current" | "next") => ({
        id: newUlid(now),
        projectId,
        role,
        sealedSecret: Buffer.from("sealed"),
        createdAt: now,
        expiresAt: null,
      });
      const rotate = (store: Store) => rotateSigningSecrets(store, projectId, now, now + 60_000, make, null);
      await Promise.all([rotate(stores[0]), rotate(stores[1])]);
    });
    expect(await count("signing_secrets WHERE role = 'current'")).toBe(rounds);
    expect(await count("signing_secrets WHERE role = 'previous'")).toBe(rounds);
  });

  it("that emit the same schedules write each occurrence once, and no more than they say", async () => {
    const emit = (store: Store) =>
      emitDueOccurrences(store, now, 100, (schedule) => ({
        deliveries: [aDelivery(schedule, now + 60_000)],
        plannedCount: 1,
        plannedThrough: now + 60_000,
        emitAt: now + 120_000,
        state: schedule.state,
      }));
    let said = 0;
    await inRounds(async () => {
      const due = () => aSchedule(newOwner(), [], { kind: "interval", emitAt: now });
      await write(stores[2], ...Array.from({ length: 30 }, due));
      const passes = await Promise.all(stores.map(emit));
      said += passes.reduce((sum, pass) => sum + pass.deliveries, 0);
    });
    expect(said).toBe(30 * rounds);
    expect(await count("deliveries")).toBe(30 * rounds);
  });

  it("that would be the roller: one is", async () => {
    let leaseEndsAt = now;
    await inRounds(async () => {
      leaseEndsAt += 1_000;
      const roll = (store: Store) =>
        asRoller(
          store,
          { holder: randomBytes(16), now: leaseEndsAt, leaseMs: 1_000 },
          async (_transaction, state) => ({ state, result: true }),
        );
      const rolled = await Promise.all([roll(stores[0]), roll(stores[1])]);
      expect(rolled.filter(Boolean)).toHaveLength(1);
    });
  });
});
