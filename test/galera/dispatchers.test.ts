import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newUlid } from "../../services/runtime/ulid.ts";
import type { Owner } from "../../services/store/accounts/owner.ts";
import {
  beginDeliveries,
  beginWithinConcurrency,
} from "../../services/store/deliveries/attempt/begin-deliveries.ts";
import {
  type ClaimedDelivery,
  claimDueDeliveries,
} from "../../services/store/deliveries/claim/claim-due-deliveries.ts";
import { changeEndpoint } from "../../services/store/endpoints/change-endpoint.ts";
import { insertEndpoint } from "../../services/store/endpoints/insert-endpoint.ts";
import type { Store } from "../../services/store/session/connect.ts";
import { endpointRow } from "../services/fixtures/endpoint-row.ts";
import { aClaim, aRequest, aSchedule, newOwner, write } from "../store/fixtures/rows.ts";
import { type ClusterUnderTest, startClusterUnderTest } from "./fixtures/cluster-under-test.ts";

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

const inRounds = async (round: (place: number) => Promise<void>) => {
  for (let place = 0; place < rounds; place++) await round(place);
};

async function profile(owner: Owner): Promise<Buffer> {
  const endpoint = endpointRow({ ...owner, id: newUlid(now) }, now);
  await insertEndpoint(stores[0], endpoint);
  return endpoint.id;
}

describe("dispatchers on three nodes", () => {
  const claimed = async (store: Store, holder: Buffer) =>
    claimDueDeliveries(store, { ...aClaim(holder, now + 60_000), mostRows: 4 });
  /** With the profile's version as it was read. */
  const ready = (deliveries: readonly ClaimedDelivery[]) =>
    deliveries.map((each) => ({
      claimed: each,
      profile: each.endpointId && { id: each.endpointId, version: 1 },
    }));

  it("begin no more for a profile than its max_concurrency", async () => {
    await inRounds(async () => {
      const owner = newOwner();
      const id = await profile(owner);
      const request = () => aRequest(owner, { endpoint: null, endpointId: id });
      await write(stores[0], ...Array.from({ length: 12 }, () => aSchedule(owner, [now], {}, request())));
      const held = [];
      for (const store of stores) {
        const holder = randomBytes(16);
        held.push({ store, holder, deliveries: await claimed(store, holder) });
      }
      const begun = await Promise.all(
        held.map(({ store, holder, deliveries }) =>
          beginWithinConcurrency(store, holder, ready(deliveries), id, 3, now),
        ),
      );
      expect(begun.reduce((sum, each) => sum + each.begun.size, 0)).toBe(3);
    });
  });

  it("begin with the old profile only before the change on another node is answered", async () => {
    const missed: number[] = [];
    await inRounds(async (round) => {
      const owner = newOwner();
      const ids = await Promise.all(Array.from({ length: 4 }, () => profile(owner)));
      const requests = ids.map((id) => aRequest(owner, { endpoint: null, endpointId: id }));
      await write(stores[2], ...requests.map((request) => aSchedule(owner, [now], {}, request)));
      const holder = randomBytes(16);
      const held = ready(await claimed(stores[0], holder));
      const race = async (delivery: (typeof held)[number]) => {
        const id = delivery.profile?.id ?? Buffer.alloc(0);
        const change = async () => {
          await changeEndpoint(stores[1], owner, id, now, () => ({ url: "https://elsewhere.example" }));
          return stores[1].rows("SELECT 1 FROM deliveries WHERE wire_endpoint_id = ?", [id]);
        };
        const begin = beginDeliveries(stores[0], holder, [delivery], now);
        const [{ begun }, seen] = await Promise.all([begin, change()]);
        if (begun.size > seen.length) missed.push(round);
      };
      await Promise.all(held.map(race));
    });
    expect(missed).toEqual([]);
  });

  it("claim each delivery once", async () => {
    const owner = newOwner();
    await write(stores[0], ...Array.from({ length: 300 }, () => aSchedule(owner, [now + 1_000])));
    const holders = stores.map((store) => ({ store, holder: randomBytes(16) }));
    const taken: string[] = [];
    for (let round = 0; round < 25; round++) {
      const passes = await Promise.all(holders.map(({ store, holder }) => claimed(store, holder)));
      taken.push(...passes.flat().map(({ id }) => id.toString("hex")));
    }
    expect(taken).toHaveLength(300);
    expect(new Set(taken).size).toBe(300);
  });
});

describe("a read on one node", () => {
  it("sees transactions committed on another node before it began", async () => {
    const missed: number[] = [];
    await inRounds(async (round) => {
      const owner = newOwner();
      await write(stores[0], ...Array.from({ length: 20 }, () => aSchedule(owner, [now + 1_000])));
      const [row] = await stores[1].rows("SELECT COUNT(*) AS n FROM schedules WHERE project_id = ?", [
        owner.projectId,
      ]);
      if (row?.n !== 20) missed.push(round);
    });
    expect(missed).toEqual([]);
  });
});
