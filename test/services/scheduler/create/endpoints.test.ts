import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePrefixedId, prefixedId } from "../../../../services/runtime/ulid.ts";
import {
  connectStore,
  deleteEndpoint,
  type EndpointRecord,
  insertEndpoint,
  type Owner,
  type Store,
} from "../../../../services/store/for-accounts.ts";
import * as dispatcher from "../../../../services/store/for-dispatcher.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { caller, fields, newCaller } from "../../fixtures/constellation/scheduler.ts";
import { endpointRow } from "../../fixtures/endpoint-row.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
let accounts: Store;
const owner: Owner = {
  projectId: parsePrefixedId("prj", caller.projectId) ?? Buffer.alloc(16),
  mode: "test",
};
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
  accounts = connectStore({ url: constellation.database.doorUrl("accounts"), connections: 2 });
});
afterAll(async () => {
  await accounts.close();
  await constellation.close();
});

async function profile(own: Partial<EndpointRecord> = {}): Promise<{ record: EndpointRecord; id: string }> {
  const record = endpointRow({ ...owner, ...own }, constellation.time.clock.now());
  await insertEndpoint(accounts, record);
  return { record, id: prefixedId("ep", record.id) };
}

const named = (endpointId: string) => ({ endpoint: undefined, endpointId, delay: "1h" });
const remove = ({ id }: EndpointRecord) =>
  deleteEndpoint(accounts, owner, id, constellation.time.clock.now(), () => {});

describe("a schedule that names an endpoint profile", () => {
  it("shows its id and no URL of its own; the delivery shows the profile's, as it is now", async () => {
    const { record, id } = await profile();
    const schedule = await scheduler.create(named(id));
    expect([schedule.endpoint, schedule.endpointId]).toEqual([undefined, id]);
    const store = connectStore({ url: constellation.database.doorUrl("dispatcher"), connections: 1 });
    const filter = { state: null, scheduleId: null, endpointId: record.id };
    const bounds = { createdFrom: null, createdBefore: null };
    const shown = async (search: string | null = null) => {
      const wanted = { ...filter, ...bounds, search };
      const [delivery] = await dispatcher.listDeliveries(store, owner, wanted, null, 1);
      return delivery?.endpoint;
    };
    expect(await shown()).toBe(record.url);
    await constellation.query("UPDATE endpoints SET url = 'https://example.org/new' WHERE id = ?", [
      record.id,
    ]);
    expect(await shown("EXAMPLE.ORG")).toBe("https://example.org/new");
    await store.close();
  });

  it("is refused where there is no such profile, beside others that are created", async () => {
    const { id } = await profile();
    const { id: foreign } = await profile({ projectId: Buffer.alloc(16, 1) });
    const { id: live } = await profile({ mode: "live" });
    const { id: deleted } = await profile({ deletedAt: 1 });
    const ids = [id, foreign, live, deleted, "ep_1", prefixedId("ep", Buffer.alloc(16))];
    const results = await scheduler.tryCreate(ids.map((each) => ({ caller, fields: fields(named(each)) })));
    expect(results[0]?.result?.$case).toBe("created");
    for (const { result } of results.slice(1)) {
      expect(result).toMatchObject({
        $case: "refused",
        value: { code: "endpoint_not_found", param: "endpoint_id" },
      });
    }
    const [stranger] = await scheduler.tryCreate([{ caller: newCaller(), fields: fields(named(id)) }]);
    expect(stranger?.result?.$case).toBe("refused");
    await expect(
      scheduler.calls.previewSchedule({ caller, fields: fields(named(foreign)) }),
    ).rejects.toMatchObject({ code: "endpoint_not_found" });
  });

  it("may be turned to a profile and away from it", async () => {
    const { id } = await profile();
    const { id: scheduleId } = await scheduler.create({ delay: "1h", timeout: "5s" });
    const update = (to: object) =>
      scheduler.calls.updateSchedule({
        caller,
        id: scheduleId,
        fields: fields({ endpoint: undefined, ...to }),
        paths: Object.keys(to).map((member) => (member === "endpointId" ? "endpoint_id" : member)),
      });
    const turned = await update({ endpointId: id });
    expect([turned.endpoint, turned.endpointId, turned.timeout]).toEqual([undefined, id, "5s"]);
    const rows = await constellation.query("SELECT endpoint_id FROM deliveries WHERE schedule_id = ?", [
      parsePrefixedId("sch", scheduleId),
    ]);
    expect(rows.map(({ endpoint_id }) => prefixedId("ep", endpoint_id))).toEqual([id]);
    await expect(update({ endpointId: "ep_1" })).rejects.toMatchObject({ code: "endpoint_not_found" });
    const away = await update({ endpoint: "https://93.184.215.14/" });
    expect([away.endpoint, away.endpointId]).toEqual(["https://93.184.215.14/", undefined]);
  });

  it("says whether it has a timeout and a policy of its own, also after a change of something else", async () => {
    const { record, id } = await profile();
    const schedule = await scheduler.create(named(id));
    await scheduler.calls.updateSchedule({
      caller,
      id: schedule.id,
      fields: fields({ endpoint: undefined, method: "PUT" }),
      paths: ["method"],
    });
    const rows = await constellation.query(
      "SELECT timeout, retry_policy FROM requests WHERE endpoint_id = ?",
      [record.id],
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect([row.timeout, JSON.parse(row.retry_policy).given]).toEqual([null, false]);
    }
  });
});

describe("a profile", () => {
  it("cannot be deleted while active or paused schedules name it", async () => {
    const { record, id } = await profile();
    const schedule = await scheduler.create(named(id));
    expect(await remove(record)).toBe("in_use");
    await scheduler.calls.pauseSchedule({ caller, id: schedule.id });
    expect(await remove(record)).toBe("in_use");
    await scheduler.calls.cancelSchedule({ caller, id: schedule.id });
    expect(await remove(record)).toMatchObject({ id: record.id });
  });

  it("deleted during creates that use it: has no schedules, or is not deleted", async () => {
    for (let round = 0; round < 10; round++) {
      const { record, id } = await profile();
      const item = { caller, fields: fields(named(id)) };
      const [deleted, results] = await Promise.all([remove(record), scheduler.tryCreate([item, item])]);
      const kinds = new Set(results.map(({ result }) => result?.$case));
      expect([...kinds]).toEqual([deleted === "in_use" ? "created" : "refused"]);
    }
  });
});
