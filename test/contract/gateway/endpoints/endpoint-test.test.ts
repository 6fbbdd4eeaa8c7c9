import { afterAll, beforeAll, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

it("a test request shows what the receiver answered", async () => {
  const { status, json } = await stars.send("POST", "/v1/endpoints/ep_1/test");
  expect(status).toBe(200);
  expect(json).toMatchObject({
    object: "endpoint_test",
    endpoint_id: "ep_1",
    succeeded: false,
    status_code: 500,
    error: { code: "http_status" },
    response_snippet: "no!",
  });
});
