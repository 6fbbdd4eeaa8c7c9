import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { AttemptOutcome } from "../../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { newUlid, prefixedId } from "../../../../services/runtime/ulid.ts";
import { attemptSealContext } from "../../../../services/store/for-dispatcher.ts";
import {
  type Constellation,
  type DispatcherUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatcher">;
let dispatcher: DispatcherUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ dispatcher: {} });
  ({ dispatcher } = constellation);
});
afterAll(() => constellation.close());

const noDelivery = { code: "delivery_not_found" };
const noSchedule = { code: "schedule_not_found" };
const unknown = (prefix: string) => prefixedId(prefix, newUlid(0));

describe("ListAttempts", () => {
  const list = (request: object, mode: Mode = Mode.TEST) =>
    dispatcher.client.calls.listAttempts({
      caller: dispatcher.caller(mode),
      limit: 0,
      includeTotal: false,
      ...request,
    });

  it("shows the attempts of a delivery or a schedule, newest first", async () => {
    const { id, scheduleId } = await dispatcher.plan();
    await dispatcher.settle(await dispatcher.begin({ id }), { outcome: "retry" });
    constellation.time.move(5_000);
    await dispatcher.settle(await dispatcher.begin({ id }), { outcome: "succeeded" });
    const page = await list({ deliveryId: id, includeTotal: true });
    expect(page.total).toBe(2);
    expect(page.attempts).toMatchObject([
      { deliveryId: id, number: 2, outcome: AttemptOutcome.SUCCEEDED, offsetMs: 5_000, statusCode: 200 },
      { deliveryId: id, number: 1, outcome: AttemptOutcome.RETRY, error: { code: "http_status" } },
    ]);
    expect(page.attempts[0]?.error).toBeUndefined();
    expect(await list({ scheduleId, includeTotal: true })).toEqual(page);

    const first = await list({ deliveryId: id, limit: 1 });
    const second = await list({ deliveryId: id, limit: 1, cursor: first.nextCursor });
    expect([...first.attempts, ...second.attempts]).toEqual(page.attempts);
    expect(second.nextCursor).toBeUndefined();
    expect((await list({ limit: 1 })).attempts[0]?.id).toBe(page.attempts[0]?.id);
  });

  it("knows nothing of deliveries and schedules that are not there, or of the other mode", async () => {
    const { id, scheduleId } = await dispatcher.plan();
    for (const deliveryId of [unknown("dlv"), "dlv_1"])
      await expect(list({ deliveryId })).rejects.toMatchObject(noDelivery);
    for (const each of [unknown("sch"), "sch_1"])
      await expect(list({ scheduleId: each })).rejects.toMatchObject(noSchedule);
    await expect(list({ deliveryId: id }, Mode.LIVE)).rejects.toMatchObject(noDelivery);
    await expect(list({ scheduleId }, Mode.LIVE)).rejects.toMatchObject(noSchedule);
    await expect(list({ deliveryId: id, scheduleId })).rejects.toMatchObject({ code: "invalid_parameter" });
  });

  /** Returns a snippet of these bytes as the API shows it; sealed for `context`, by default the attempt's own. */
  async function shown(bytes: Buffer, context?: string): Promise<string | undefined> {
    const { id } = await dispatcher.plan();
    const claimed = await dispatcher.begin({ id });
    const attemptId = newUlid(constellation.time.clock.now());
    const sealedSnippet = constellation.keys.seal(bytes, context ?? attemptSealContext(attemptId));
    await dispatcher.settle(claimed, { outcome: "succeeded", id: attemptId, sealedSnippet });
    return (await list({ deliveryId: id })).attempts[0]?.responseSnippet;
  }

  it("shows the snippet, without a last character that the cut went through", async () => {
    expect(await shown(Buffer.from("grüß 😀"))).toBe("grüß 😀");
    expect(await shown(Buffer.from("grüß 😀").subarray(0, -1))).toBe("grüß ");
    expect(await shown(Buffer.from([0x61, 0xff, 0x62]))).toBe("a\ufffdb");
  });

  it("leaves out a snippet that cannot be opened", async () => {
    expect(await shown(Buffer.from("x"), "attempt:another")).toBeUndefined();
  });
});
