import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countEntries, type Entries } from "../../../services/store/lists/count-entries.ts";
import { createdBetween, firstIdOf } from "../../../services/store/lists/newest-first.ts";
import { connectStore, type Store } from "../../../services/store/session/connect.ts";
import { recording } from "../fixtures/explain.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let beside: StoreUnderTest;
let store: Store;
beforeAll(async () => {
  beside = await openStoreUnderTest();
  store = connectStore({ url: beside.database.url, connections: 2 });
  await beside.query(
    "CREATE TABLE things (id BINARY(16) PRIMARY KEY, kind INT NOT NULL, KEY by_kind (kind, id))",
  );
  const things = Array.from({ length: 10 }, (_, at) => [firstIdOf(1_000 + at), at < 7 ? 1 : 2]);
  await beside.query("INSERT INTO things (id, kind) VALUES ?", [things]);
});
afterAll(async () => {
  await store.close();
  await beside.close();
});

const things = (...kinds: number[]): Entries => ({
  from: "things FORCE INDEX (by_kind)",
  idColumn: "id",
  branches: kinds.map((kind) => ({ sql: "kind = ?", bound: [kind] })),
  bounds: [],
});
const usual = { mostEntries: 1_000, mostMs: 60_000 };

describe("countEntries", () => {
  for (const portion of [1, 2, 3, 7, 8, 100]) {
    it(`counts each branch to its end, ${portion} at a time`, async () => {
      const counts = [things(1), things(2), things(3), things(1, 2, 3)].map((entries) =>
        countEntries(store, entries, { ...usual, portion }),
      );
      expect(await Promise.all(counts)).toEqual([7, 3, 0, 10]);
    });
  }

  it("counts within bounds on the id", async () => {
    const bounds = createdBetween("id", 1_002, 1_009);
    const counted = { ...things(1, 2), bounds };
    expect(await countEntries(store, counted, { ...usual, portion: 2 })).toBe(7);
  });

  it("asks once where all branches end within a portion", async () => {
    const { store: noted, recorded } = recording(store);
    await countEntries(noted, things(1, 2, 3), { ...usual, portion: 8 });
    expect(recorded).toHaveLength(1);
  });

  it("gives up past its bound of entries, and says what it counted up to there", async () => {
    const bounded = { ...usual, portion: 2 };
    expect(await countEntries(store, things(1), { ...bounded, mostEntries: 7 })).toBe(7);
    expect(await countEntries(store, things(1), { ...bounded, mostEntries: 3 })).toBeNull();
  });

  it("gives up when its time is over, but answers what one statement tells", async () => {
    const hasty = { ...usual, mostMs: 0 };
    expect(await countEntries(store, things(1), { ...hasty, portion: 2 })).toBeNull();
    expect(await countEntries(store, things(1), { ...hasty, portion: 100 })).toBe(7);
  });
});
