import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { AttemptOutcome } from "../../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { newUlid, prefixedId } from "../../../../services/runtime/ulid.ts";
import { searchRows } from "../../../../services/store/lists/newest-first.ts";
import {
  type Constellation,
  type DispatcherUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import type { AttemptMade } from "../../fixtures/constellation/dispatcher.ts";

let constellation: Constellation<"dispatcher">;
let dispatcher: DispatcherUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ dispatcher: {} });
  ({ dispatcher } = constellation);
});
afterAll(() => constellation.close());

const list = (request: object = {}, mode: Mode = Mode.TEST) =>
  dispatcher.client.calls.listLogs({
    caller: dispatcher.caller(mode),
    limit: 0,
    includeTotal: false,
    outcome: AttemptOutcome.UNSPECIFIED,
    ...request,
  });

/** Makes one attempt of a new delivery; returns the schedule's id. */
async function attempt(made: AttemptMade, endpoint?: string, mode: Mode = Mode.TEST): Promise<string> {
  const planned = await dispatcher.plan(endpoint === undefined ? {} : { endpoint }, mode);
  await dispatcher.settle(await dispatcher.begin(planned), made);
  return planned.scheduleId;
}

describe("ListLogs", () => {
  it("shows every attempt of the project and mode with what it was sent to, newest first", async () => {
    const first = await attempt({ outcome: "succeeded" }, "https://one.example/a");
    const second = await attempt({ outcome: "failed" });
    await attempt({ outcome: "succeeded" }, undefined, Mode.LIVE);
    const page = await list({ includeTotal: true });
    expect(page.total).toBe(2);
    expect(page.entries).toMatchObject([
      { scheduleId: second, method: "POST", attempt: { number: 1, outcome: AttemptOutcome.FAILED } },
      { scheduleId: first, endpoint: "https://one.example/a", attempt: { statusCode: 200 } },
    ]);
    expect((await list({}, Mode.LIVE)).entries).toHaveLength(1);
  });

  it("narrows by outcome, status, endpoint and time, alone and together", async () => {
    await attempt({ outcome: "retry", statusCode: 503 }, "https://Busy.example/x_y");
    await attempt({ outcome: "failed", statusCode: 503 }, "https://busy.example/xzy");
    const statuses = async (request: object) =>
      (await list(request)).entries.map((entry) => entry.attempt?.statusCode);
    expect(await statuses({ outcome: AttemptOutcome.RETRY })).toEqual([503]);
    expect(await statuses({ statusCode: 503 })).toEqual([503, 503]);
    expect(await statuses({ statusCode: 418 })).toEqual([]);
    expect(await statuses({ statusCode: 503, outcome: AttemptOutcome.FAILED })).toEqual([503]);
    expect(await statuses({ search: "BUSY.example" })).toEqual([503, 503]);
    expect(await statuses({ search: "x_y" })).toEqual([503]);
    expect(await statuses({ endpointId: prefixedId("ep", newUlid(1)) })).toEqual([]);
    expect(await statuses({ endpointId: "ep_1" })).toEqual([]);
    const now = constellation.time.clock.now();
    await attempt({ outcome: "succeeded", statusCode: 204 });
    expect(await statuses({ startedFromMs: now + 1 })).toEqual([204]);
    expect(await statuses({ startedFromMs: now, startedBeforeMs: now + 1 })).toEqual([503]);
  });

  it("continues where a page ended, and refuses an invalid cursor", async () => {
    const all = (await list()).entries;
    const found = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 2, cursor });
      found.push(...page.entries);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(found).toEqual(all);
    await expect(list({ cursor: "?" })).rejects.toMatchObject({ code: "invalid_cursor" });
  });

  it("looks through a bounded number of attempts a page, and finds everything in the end", async () => {
    const mode = Mode.LIVE;
    await attempt({ outcome: "succeeded" }, "https://needle.example/", mode);
    const { entries } = await list({ limit: 1 }, mode);
    const like = entries[0]?.attempt?.deliveryId;
    // Adds as many attempts of another delivery, a millisecond apart, as one page looks through.
    const claimed = await dispatcher.begin(await dispatcher.plan({ endpoint: "https://hay.example/" }, mode));
    const many = Array.from({ length: searchRows }, (_, index) => index + 2);
    await dispatcher.settle(claimed, { outcome: "succeeded" });
    for (let at = 0; at < many.length; at += 500) {
      await dispatcher.addAttempts(claimed, many.slice(at, at + 500));
    }
    const first = await list({ search: "needle", includeTotal: true }, mode);
    expect(first.entries).toEqual([]);
    expect([first.nextCursor === undefined, first.total]).toEqual([false, undefined]);
    const second = await list({ search: "needle", cursor: first.nextCursor }, mode);
    expect(second.entries.map((entry) => entry.attempt?.deliveryId)).toEqual([like]);
    expect(second.nextCursor).toBeUndefined();
  });
});
