import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newUlid } from "../../../services/runtime/ulid.ts";
import type { DeliveryRecord } from "../../../services/store/deliveries/delivery-record.ts";
import { countDeliveries } from "../../../services/store/deliveries/read/count-deliveries.ts";
import {
  type DeliveryFilter,
  listDeliveries,
} from "../../../services/store/deliveries/read/list-deliveries.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { aDelivery, aRequest, aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";
import { wholeList } from "../fixtures/whole-list.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());

const anyDelivery: DeliveryFilter = {
  state: null,
  scheduleId: null,
  endpointId: null,
  search: null,
  createdFrom: null,
  createdBefore: null,
};

describe("the list of deliveries", () => {
  const owner = newOwner();
  const one = aSchedule(owner, [], {}, aRequest(owner, { endpoint: "https://one.example.com/100%" }));
  const other = aSchedule(owner, [], {}, aRequest(owner, { endpoint: "https://other.example.com/" }));
  const at = (schedule: ScheduleRecord, age: number, state: "scheduled" | "skipped" = "scheduled") =>
    aDelivery(schedule, madeAt + age, {
      id: newUlid(madeAt + age),
      state,
      reason: state === "skipped" ? "misfire" : null,
    });
  beforeAll(() =>
    write(
      store.scheduler,
      { ...one, deliveries: [1, 2, 3, 4, 5].map((age) => at(one.schedule, age)) },
      { ...other, deliveries: [6, 7, 8].map((age) => at(other.schedule, age, "skipped")) },
    ),
  );
  const ages = (found: readonly DeliveryRecord[]) => found.map(({ scheduledFor }) => scheduledFor - madeAt);

  it("covers each once, newest first, page by page, whatever their states", async () => {
    const listed = await wholeList((before) =>
      listDeliveries(store.dispatcher, owner, anyDelivery, before, 3),
    );
    expect(ages(listed)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await countDeliveries(store.dispatcher, owner, anyDelivery)).toBe(8);
  });

  for (const [what, filter, expected] of [
    ["state", { state: "skipped" }, [8, 7, 6]],
    ["schedule", { scheduleId: one.schedule.id }, [5, 4, 3, 2, 1]],
    ["schedule and state", { scheduleId: one.schedule.id, state: "skipped" }, []],
    ["part of the endpoint", { search: "OTHER.example" }, [8, 7, 6]],
    ["a literal per cent sign", { search: "/100%" }, [5, 4, 3, 2, 1]],
    ["a per cent sign that is nowhere as such", { search: "o%r" }, []],
    ["instants", { createdFrom: madeAt + 3, createdBefore: madeAt + 7 }, [6, 5, 4, 3]],
  ] as const) {
    it(`by ${what}`, async () => {
      const filtered: DeliveryFilter = { ...anyDelivery, ...filter };
      expect(ages(await listDeliveries(store.dispatcher, owner, filtered, null, 10))).toEqual(expected);
      expect(await countDeliveries(store.dispatcher, owner, filtered)).toBe(expected.length);
    });
  }

  it("shows nobody else's, even to whom names the schedule", async () => {
    const filter = { ...anyDelivery, scheduleId: one.schedule.id };
    expect(await listDeliveries(store.dispatcher, newOwner(), filter, null, 10)).toEqual([]);
    expect(await listDeliveries(store.dispatcher, { ...owner, mode: "live" }, filter, null, 10)).toEqual([]);
  });
});
