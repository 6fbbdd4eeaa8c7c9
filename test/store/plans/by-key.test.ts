import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as accounts from "../../../services/store/for-accounts.ts";
import * as dispatcher from "../../../services/store/for-dispatcher.ts";
import * as payments from "../../../services/store/for-payments.ts";
import * as scheduler from "../../../services/store/for-scheduler.ts";
import type { Store } from "../../../services/store/session/connect.ts";
import { expectIndexed, recording } from "../fixtures/explain.ts";
import { fillAccounts } from "../fixtures/many-accounts.ts";
import { fillStore } from "../fixtures/many-rows.ts";
import { aDelivery, madeAt, newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const owner = newOwner();
const holder = randomBytes(16);
const keyHash = randomBytes(32);
let store: StoreUnderTest;
/** Ids of existing rows, a few of each table. */
let ids: Record<"schedules" | "deliveries" | "requests" | "endpoints" | "api_keys" | "projects", Buffer[]>;

beforeAll(async () => {
  store = await openStoreUnderTest();
  await fillStore(store, [owner, newOwner(), newOwner("live")]);
  await fillAccounts(store, owner, keyHash);
  const many = Array.from({ length: 1_000 }, (_, each) => each);
  await store.query("INSERT INTO wallets (address_key, project_id, created_at) VALUES ?", [
    many.map((each) => [`eip155:0x${each}`, randomBytes(16), each]),
  ]);
  await store.query("INSERT INTO sign_in_nonces (nonce, expires_at) VALUES ?", [
    many.map((each) => [randomBytes(32), madeAt - 100 + each]),
  ]);
  await store.query("ANALYZE TABLE wallets, sign_in_nonces");
  const some = async (table: keyof typeof ids) => {
    const whose = table === "projects" ? "TRUE" : "project_id = ?";
    const rows = await store.query(`SELECT id FROM ${table} WHERE ${whose} LIMIT 3`, [owner.projectId]);
    return rows.map(({ id }) => id as Buffer);
  };
  ids = {
    schedules: await some("schedules"),
    deliveries: await some("deliveries"),
    requests: await some("requests"),
    endpoints: await some("endpoints"),
    api_keys: await some("api_keys"),
    projects: await some("projects"),
  };
}, 30_000);
afterAll(() => store.close());

const first = (table: keyof typeof ids): Buffer => ids[table][0] ?? randomBytes(16);
const wholeTime = { from: 0, before: Number.MAX_SAFE_INTEGER };

/** A statement, the index that it uses, and a call of it. */
type Case = readonly [name: string, index: string, run: (on: Store) => Promise<unknown>];

const ofScheduler: readonly Case[] = [
  ["findSchedules", "s.PRIMARY", (on) => scheduler.findSchedules(on, owner, ids.schedules)],
  ["scheduleExists", "schedules.PRIMARY", (on) => dispatcher.scheduleExists(on, owner, first("schedules"))],
  ["findPlan", "s.PRIMARY", (on) => scheduler.findPlan(on, owner, first("schedules"))],
  [
    "listPlans",
    "s.schedules_by_kind_and_state",
    (on) => scheduler.listPlans(on, owner, madeAt + 999_999, null, 20),
  ],
  [
    "listOccurrences",
    "deliveries.deliveries_by_occurrence",
    (on) => scheduler.listOccurrences(on, ids.schedules, wholeTime, 50),
  ],
  [
    "listOccurrencesAfter",
    "deliveries.deliveries_by_occurrence",
    async (on) => {
      const [one] = await scheduler.listOccurrences(on, ids.schedules, wholeTime, 1);
      if (one) await scheduler.listOccurrencesAfter(on, one, wholeTime.before, 50);
    },
  ],
  ["areAnyInFlight", "deliveries.PRIMARY", (on) => scheduler.areAnyInFlight(on, ids.deliveries)],
  ["endpointExisted", "endpoints.PRIMARY", (on) => scheduler.endpointExisted(on, owner, first("endpoints"))],
  [
    "findDeliveryStates",
    "deliveries.PRIMARY",
    (on) => scheduler.findDeliveryStates(on, owner, ids.deliveries),
  ],
  [
    "forgetIdempotencyKey",
    "idempotency_keys.PRIMARY",
    (on) => scheduler.forgetIdempotencyKey(on, owner, { keyHash, objectId: first("schedules") }),
  ],
  ["findPastPlans", "past_plans.PRIMARY", (on) => scheduler.findPastPlans(on, ids.schedules, 0, 20)],
  [
    "findNamedEndpoints",
    "endpoints.PRIMARY",
    (on) => scheduler.findNamedEndpoints(on, [{ owner, id: first("endpoints") }]),
  ],
  [
    "lockEndpoints",
    "endpoints.PRIMARY",
    (on) =>
      on.transact((transaction) => scheduler.lockEndpoints(transaction, [{ owner, id: first("endpoints") }])),
  ],
  [
    "triggerSchedule",
    "s.PRIMARY",
    (on) =>
      scheduler.triggerSchedule(on, owner, first("schedules"), null, (schedule) =>
        aDelivery(schedule, madeAt, { ordinal: -1 }),
      ),
  ],
  ["findCallAnswer", "idempotency_keys.PRIMARY", (on) => scheduler.findCallAnswer(on, owner, keyHash)],
];

const ofDispatcher: readonly Case[] = [
  ["findDelivery", "d.PRIMARY", (on) => dispatcher.findDelivery(on, owner, first("deliveries"))],
  [
    "cancelDelivery",
    "deliveries.PRIMARY",
    (on) => dispatcher.cancelDelivery(on, owner, first("deliveries"), madeAt, () => false),
  ],
  ["loadRequests", "requests.PRIMARY", (on) => dispatcher.loadRequests(on, ids.requests)],
  ["loadSchedulePolicies", "schedules.PRIMARY", (on) => dispatcher.loadSchedulePolicies(on, ids.schedules)],
  ["loadEndpoints", "endpoints.PRIMARY", (on) => dispatcher.loadEndpoints(on, ids.endpoints)],
  [
    "findNthNewestOccurrences",
    "deliveries.deliveries_by_occurrence",
    (on) =>
      dispatcher.findNthNewestOccurrences(
        on,
        ids.schedules.map((scheduleId) => ({ scheduleId, before: wholeTime.before, nth: 2 })),
      ),
  ],
  [
    "findOpenOccurrences",
    "deliveries.deliveries_of_schedule",
    (on) => dispatcher.findOpenOccurrences(on, ids.schedules, wholeTime.before),
  ],
  ["lapseOwnLeases", "deliveries.deliveries_by_lease", (on) => dispatcher.lapseOwnLeases(on, holder)],
  ["setBreaker", "endpoints.PRIMARY", (on) => dispatcher.setBreaker(on, first("endpoints"), "open", madeAt)],
];

const ofAccounts: readonly Case[] = [
  ["findApiKey", "api_keys.api_keys_by_hash", (on) => accounts.findApiKey(on, keyHash)],
  ["findApiKeyById", "api_keys.PRIMARY", (on) => accounts.findApiKeyById(on, owner, first("api_keys"))],
  ["listApiKeys", "api_keys.api_keys_by_project", (on) => accounts.listApiKeys(on, owner, null, 20)],
  ["countApiKeys", "api_keys.api_keys_by_project", (on) => accounts.countApiKeys(on, owner)],
  ["noteApiKeyUse", "api_keys.PRIMARY", (on) => accounts.noteApiKeyUse(on, first("api_keys"), 2, 1)],
  ["revokeApiKey", "api_keys.PRIMARY", (on) => accounts.revokeApiKey(on, owner, first("api_keys"), madeAt)],
  [
    "changeEndpoint",
    "endpoints.PRIMARY",
    (on) => accounts.changeEndpoint(on, owner, first("endpoints"), madeAt, () => ({ name: "new" })),
  ],
  ["findEndpoint", "endpoints.PRIMARY", (on) => accounts.findEndpoint(on, owner, first("endpoints"))],
  [
    "listEndpoints",
    "endpoints.endpoints_by_project",
    (on) => accounts.listEndpoints(on, owner, null, null, 20),
  ],
  ["countEndpoints", "endpoints.endpoints_by_project", (on) => accounts.countEndpoints(on, owner, null)],
  [
    "listOnTheWire",
    "deliveries.deliveries_on_the_wire",
    (on) => accounts.listOnTheWire(on, first("endpoints"), 5),
  ],
  ["findProject", "projects.PRIMARY", (on) => accounts.findProject(on, first("projects"))],
  ["listProjects", "projects.PRIMARY", (on) => accounts.listProjects(on, first("projects"), 20)],
  ["setProjectRetention", "projects.PRIMARY", (on) => accounts.setProjectRetention(on, first("projects"), 7)],
];

const ofPayments: readonly Case[] = [
  ["findWallet", "wallets.PRIMARY", (on) => payments.findWallet(on, "eip155:0x7")],
  [
    "purgeSignInNonces",
    "sign_in_nonces.sign_in_nonces_by_expiry",
    (on) => payments.purgeSignInNonces(on, madeAt, 10),
  ],
];

describe("the plan of a statement that meets its rows by a key", () => {
  for (const [door, cases] of [
    ["scheduler", ofScheduler],
    ["dispatcher", ofDispatcher],
    ["accounts", ofAccounts],
    ["payments", ofPayments],
  ] as const) {
    for (const [name, index, run] of cases) {
      it(`${name} reads ${index}`, async () => {
        const { store: on, recorded } = recording(store[door]);
        await run(on);
        expect([...(await expectIndexed(store, recorded))]).toContain(index);
      });
    }
  }
});
