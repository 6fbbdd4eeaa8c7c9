import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

describe("a create whose name is not known yet", () => {
  it("keeps nobody else waiting, and is made once its name is known", async () => {
    const names = Promise.withResolvers<void>();
    stars.memory.names = names.promise;
    const create = (endpoint: string) => stars.send("POST", "/v1/schedules", { endpoint, delay: "1h" });
    let isSlowDone = false;
    const slow = create("https://slow-name.example/").finally(() => {
      isSlowDone = true;
    });
    const bulk = stars.send("POST", "/v1/schedules/bulk", {
      items: ["https://slow-name-2.example/", "https://example.com/", "https://slow-name-2.example/"].map(
        (endpoint) => ({ endpoint, delay: "1h" }),
      ),
    });
    expect((await create("https://93.184.215.14/")).status).toBe(201);
    expect(isSlowDone).toBe(false);
    names.resolve();
    expect((await slow).status).toBe(201);
    const { json } = await bulk;
    expect(json.accepted.map(({ index }: { index: number }) => index)).toEqual([0, 1, 2]);
    expect(stars.memory.awaited.toSorted()).toEqual([
      ["https://slow-name-2.example/"],
      ["https://slow-name.example/"],
    ]);
  });
});
