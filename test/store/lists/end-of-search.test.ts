import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type DeliveryFilter,
  endOfDeliverySearch,
} from "../../../services/store/deliveries/read/list-deliveries.ts";
import { searchRows } from "../../../services/store/lists/newest-first.ts";
import { explain, recording } from "../fixtures/explain.ts";
import { fillStore } from "../fixtures/many-rows.ts";
import { newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const owner = newOwner();
const filter: DeliveryFilter = {
  state: null,
  scheduleId: null,
  endpointId: null,
  search: "hook",
  createdFrom: null,
  createdBefore: null,
};

describe("a page of a search", () => {
  let store: StoreUnderTest;
  beforeAll(async () => {
    store = await openStoreUnderTest();
    await fillStore(store, [owner, newOwner()]);
  }, 30_000);
  afterAll(() => store.close());
  /** Returns the id of the last delivery that the first page may look at. */
  const nth = async (where: string) => {
    const [row] = await store.query(
      `SELECT id FROM deliveries WHERE project_id = ? AND mode = ? AND ${where} ORDER BY id DESC LIMIT 1 OFFSET ?`,
      [owner.projectId, owner.mode, searchRows - 1],
    );
    return row?.id.toString("hex") as string;
  };

  it("looks through so many deliveries of all states together, found by the index alone", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    const end = await endOfDeliverySearch(dispatcher, owner, filter, null);
    expect(end?.toString("hex")).toBe(await nth("TRUE"));
    const steps = await explain(store, recorded[0]?.sql ?? "", recorded[0]?.bound ?? []);
    const read = steps.filter(({ table }) => table === "d");
    expect(read).toHaveLength(7);
    for (const step of read) {
      expect(step).toMatchObject({
        key: "deliveries_by_phase",
        extra: expect.stringMatching(/Using index(?! condition)/),
      });
    }
  });

  it("looks through as many of one state", async () => {
    // More than a page of them are settled.
    await store.query(
      "UPDATE deliveries SET state = 'succeeded', reason = NULL WHERE project_id = ? AND completed_at IS NOT NULL",
      [owner.projectId],
    );
    const end = await endOfDeliverySearch(store.dispatcher, owner, { ...filter, state: "succeeded" }, null);
    expect(end?.toString("hex")).toBe(await nth("state = 'succeeded'"));
  });

  it("has no end where fewer are left", async () => {
    const [row] = await store.query(
      "SELECT COUNT(*) AS total FROM deliveries WHERE project_id = ? AND mode = ?",
      [owner.projectId, owner.mode],
    );
    let pages = 0;
    for (let end: Buffer | null = null; pages === 0 || end; pages++) {
      end = await endOfDeliverySearch(store.dispatcher, owner, filter, end);
    }
    expect(pages).toBe(Math.floor(row?.total / searchRows) + 1);
  });
});
