import { describe, expect, it } from "vitest";
import { Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import { createApiKeys } from "./api-keys.ts";

/** Keys backed by an accounts service that knows `good` and may be away. */
function stage() {
  let now = 0;
  const asked: string[] = [];
  const state = { away: false };
  const keys = createApiKeys(
    async (apiKey) => {
      asked.push(apiKey);
      if (state.away) throw new ServiceError("service_unavailable", "away");
      if (apiKey !== "good") throw new ServiceError("invalid_api_key", "nobody's");
      return { caller: { projectId: "prj_1", mode: Mode.LIVE }, keyId: "key_1", scopes: ["read"] };
    },
    { now: () => now, monotonic: () => now, after: () => () => {} },
  );
  const identify = (key: string) =>
    keys.identify(key, "req").then(
      ({ keyId }) => keyId,
      (error) => error.code,
    );
  return { asked, identify, pass: (ms: number) => (now += ms), state };
}

describe("api keys", () => {
  it("are looked up once for concurrent requests, and again after three seconds", async () => {
    const { asked, identify, pass } = stage();
    expect(await Promise.all([identify("good"), identify("good")])).toEqual(["key_1", "key_1"]);
    pass(2_999);
    await identify("good");
    expect(asked).toHaveLength(1);
    pass(1);
    await identify("good");
    expect(asked).toHaveLength(2);
  });

  it("that are unknown are remembered for a second", async () => {
    const { asked, identify, pass } = stage();
    expect([await identify("bad"), await identify("bad")]).toEqual(["invalid_api_key", "invalid_api_key"]);
    expect(asked).toHaveLength(1);
    pass(1_000);
    await identify("bad");
    expect(asked).toHaveLength(2);
  });

  it("are looked up again at once when accounts was away", async () => {
    const { identify, state } = stage();
    state.away = true;
    expect(await identify("good")).toBe("service_unavailable");
    state.away = false;
    expect(await identify("good")).toBe("key_1");
  });
});
