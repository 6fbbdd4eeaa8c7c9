import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newUlid } from "../../../services/runtime/ulid.ts";
import type { NewSchedule } from "../../../services/store/schedules/insert-schedules.ts";
import {
  countSchedules,
  listSchedules,
  type ScheduleFilter,
} from "../../../services/store/schedules/list-schedules.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { aRequest, aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";
import { wholeList } from "../fixtures/whole-list.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());

const anySchedule: ScheduleFilter = {
  state: null,
  kind: null,
  endpointId: null,
  search: null,
  metadata: {},
  createdFrom: null,
  createdBefore: null,
};
/** Returns a schedule created `age` ms after the others. */
function named(
  owner: ReturnType<typeof newOwner>,
  name: string,
  age: number,
  changes: Partial<ScheduleRecord> = {},
) {
  return aSchedule(owner, [madeAt + 60_000], { id: newUlid(madeAt + age), name, ...changes });
}

describe("the list of schedules", () => {
  it("covers each once, newest first, page by page, whatever their kinds and states", async () => {
    const owner = newOwner();
    const created = Array.from({ length: 40 }, (_, index) => {
      const kind = (["one_shot", "cron", "interval"] as const)[index % 3];
      const state = (["active", "paused", "completed", "canceled", "exhausted"] as const)[index % 5];
      // Only a prepaid schedule is exhausted, and it recurs.
      if (state === "exhausted" && kind !== "one_shot")
        return named(owner, `s${index}`, index, { kind, state, creditsLeft: 0 });
      const isOpen = state === "active" || state === "paused";
      const ended = state === "exhausted" ? "canceled" : state;
      return named(owner, `s${index}`, index, { kind, state: ended, endedAt: isOpen ? null : madeAt });
    });
    await write(
      store.scheduler,
      ...created,
      named(newOwner(), "theirs", 1),
      named({ ...owner, mode: "live" }, "live", 2),
    );
    const listed = await wholeList((before) => listSchedules(store.scheduler, owner, anySchedule, before, 7));
    expect(listed.map(({ name }) => name)).toEqual(created.map(({ schedule }) => schedule.name).reverse());
    expect(await countSchedules(store.scheduler, owner, anySchedule)).toBe(40);
  });

  it("keeps its pages while new schedules are made", async () => {
    const owner = newOwner();
    await write(store.scheduler, ...[1, 2, 3, 4].map((age) => named(owner, `s${age}`, age)));
    const first = await listSchedules(store.scheduler, owner, anySchedule, null, 2);
    await write(store.scheduler, named(owner, "s9", 9));
    const second = await listSchedules(store.scheduler, owner, anySchedule, first[1]?.id ?? null, 2);
    expect([...first, ...second].map(({ name }) => name)).toEqual(["s4", "s3", "s2", "s1"]);
  });

  it("finds letters that not everybody folds alike", async () => {
    const owner = newOwner();
    await write(store.scheduler, named(owner, "Ⱥ Ⱦ 𐐜 İ ß", 1));
    for (const search of ["Ⱥ Ⱦ", "𐐜", "İ ß"]) {
      const found = await listSchedules(store.scheduler, owner, { ...anySchedule, search }, null, 2);
      expect(found).toHaveLength(1);
    }
  });

  const owner = newOwner();
  const profile = newUlid(madeAt);
  const rows: NewSchedule[] = [
    named(owner, "Nightly 100% report", 1, { kind: "cron", metadata: { team: "Billing", env: "prod" } }),
    named(owner, "nightly_sync", 2, { metadata: { team: "Billing " } }),
    named(owner, "back\\slash", 3, { metadata: { team: "billing" }, state: "completed", endedAt: madeAt }),
    aSchedule(
      owner,
      [madeAt],
      { id: newUlid(madeAt + 4), name: null, metadata: { team: "Billing" } },
      aRequest(owner, { endpoint: null, endpointId: profile }),
    ),
    aSchedule(
      owner,
      [madeAt],
      { id: newUlid(madeAt + 5), name: "by url" },
      aRequest(owner, { endpoint: "https://Hooks.example.com/a_b" }),
    ),
  ];
  beforeAll(() => write(store.scheduler, ...rows));

  for (const [what, filter, names] of [
    ["state", { state: "completed" }, ["back\\slash"]],
    ["kind", { kind: "cron" }, ["Nightly 100% report"]],
    ["endpoint profile", { endpointId: profile }, [null]],
    ["part of the name, in either case", { search: "NIGHTLY" }, ["nightly_sync", "Nightly 100% report"]],
    ["part of the endpoint, in either case", { search: "hooks.EXAMPLE" }, ["by url"]],
    ["a literal per cent sign", { search: "100%" }, ["Nightly 100% report"]],
    ["a per cent sign that is nowhere as such", { search: "ni%ly" }, []],
    ["a literal underscore", { search: "y_s" }, ["nightly_sync"]],
    ["an underscore that is nowhere as such", { search: "100_" }, []],
    ["a literal backslash", { search: "k\\s" }, ["back\\slash"]],
    [
      "metadata, exactly: case and blanks count",
      { metadata: { team: "Billing" } },
      [null, "Nightly 100% report"],
    ],
    [
      "several pairs of metadata, all of them",
      { metadata: { team: "Billing", env: "prod" } },
      ["Nightly 100% report"],
    ],
    ["metadata and state together", { metadata: { team: "billing" }, state: "completed" }, ["back\\slash"]],
    ["metadata that nobody has", { metadata: { team: "nobody" } }, []],
    [
      "creation, from and before",
      { createdFrom: madeAt + 2, createdBefore: madeAt + 4 },
      ["back\\slash", "nightly_sync"],
    ],
  ] as const) {
    it(`by ${what}`, async () => {
      const filtered: ScheduleFilter = { ...anySchedule, ...filter };
      const found = await listSchedules(store.scheduler, owner, filtered, null, 10);
      expect(found.map(({ name }) => name)).toEqual(names);
      expect(await countSchedules(store.scheduler, owner, filtered)).toBe(names.length);
    });
  }
});
