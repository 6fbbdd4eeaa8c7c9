import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findDeadLetters } from "../../../services/store/deliveries/dead-letters/find-dead-letters.ts";
import { listDeliveries } from "../../../services/store/deliveries/read/list-deliveries.ts";
import { insertEndpoint } from "../../../services/store/endpoints/insert-endpoint.ts";
import { endpointRow } from "../../services/fixtures/endpoint-row.ts";
import { aRequest, aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());

const owner = newOwner();
const profile = endpointRow({ ...owner, url: "https://profile.example.net/in" }, madeAt);
const toProfile = aRequest(owner, { endpoint: null, endpointId: profile.id });
const any = {
  scheduleId: null,
  endpointId: null,
  search: null,
  createdFrom: null,
  createdBefore: null,
};

describe("a walk through the dead letters", () => {
  const own = aSchedule(owner, [madeAt + 1, madeAt + 2]);
  const profiled = aSchedule(owner, [madeAt + 3], {}, toProfile);
  const ids = [...own.deliveries, ...profiled.deliveries].map(({ id }) => id);
  beforeAll(async () => {
    await insertEndpoint(store.accounts, profile);
    await write(store.scheduler, own, profiled, aSchedule(newOwner(), [madeAt + 4]));
    await store.query(
      "UPDATE deliveries SET state = 'dead_lettered', completed_at = 1, claim_at = NULL, next_attempt_at = NULL",
    );
  });

  it("goes from the oldest to the newest of one owner, and on from where it was", async () => {
    expect(await findDeadLetters(store.dispatcher, owner, any, null)).toEqual({ ids, next: null });
    const rest = await findDeadLetters(store.dispatcher, owner, any, ids[0] ?? null);
    expect(rest.ids).toEqual(ids.slice(1));
  });

  for (const search of ["PROFILE.example", "example.com/hook", "nowhere"]) {
    it(`by ${search} meets what the list meets, a profile's URL among it`, async () => {
      const listed = await listDeliveries(store.dispatcher, owner, { ...any, state: null, search }, null, 10);
      const met = await findDeadLetters(store.dispatcher, owner, { ...any, search }, null);
      expect(met.ids).toEqual(listed.map(({ id }) => id).reverse());
    });
  }

  it("by profile and by schedule meets theirs only", async () => {
    const byProfile = await findDeadLetters(
      store.dispatcher,
      owner,
      { ...any, endpointId: profile.id },
      null,
    );
    expect(byProfile.ids).toEqual(ids.slice(2));
    const scheduleId = own.schedule.id;
    const bySchedule = await findDeadLetters(store.dispatcher, owner, { ...any, scheduleId }, null);
    expect(bySchedule.ids).toEqual(ids.slice(0, 2));
  });

  it("passes over what was replayed", async () => {
    await store.query("UPDATE deliveries SET replayed_at = 1 WHERE id = ?", [ids[1] ?? null]);
    const { ids: met } = await findDeadLetters(store.dispatcher, owner, any, null);
    expect(met).toEqual([ids[0], ids[2]]);
  });
});
