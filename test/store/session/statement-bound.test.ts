import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectStore } from "../../../services/store/session/connect.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let beside: StoreUnderTest;
beforeAll(async () => {
  beside = await openStoreUnderTest();
});
afterAll(() => beside.close());

describe("a statement that takes too long", () => {
  it("is given up, and a little later ends in the server too", async () => {
    const { url } = beside.database;
    const store = connectStore({ url, connections: 1, patienceMs: 100, statementMs: 200 });
    const columns = ["a", "b", "c", "d"].map((name) => `information_schema.COLUMNS ${name}`);
    const endless = `SELECT COUNT(*) FROM ${columns.join(", ")}`;
    const running = async () => {
      const [row] = await beside.query(
        "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE INFO = ?",
        [endless],
      );
      return row?.n;
    };
    await expect(store.rows(endless)).rejects.toMatchObject({ code: "service_unavailable" });
    expect(await running()).toBe(1);
    await expect.poll(running, { interval: 50, timeout: 4_000 }).toBe(0);
    await store.close();
  });
});
