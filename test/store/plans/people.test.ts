import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newUlid } from "../../../services/runtime/ulid.ts";
import * as accounts from "../../../services/store/for-accounts.ts";
import * as scheduler from "../../../services/store/for-scheduler.ts";
import type { Store } from "../../../services/store/session/connect.ts";
import { expectIndexed, recording } from "../fixtures/explain.ts";
import { madeAt } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const people = 300;
const hashes = Array.from({ length: people }, () => randomBytes(32));
const ids = Array.from({ length: people }, (_, index) => newUlid(madeAt + index));
const [hash = randomBytes(32)] = hashes;
const [id = randomBytes(16)] = ids;
let store: StoreUnderTest;

beforeAll(async () => {
  store = await openStoreUnderTest();
  const rows = (row: (id: Buffer, hash: Buffer, index: number) => (Buffer | string | number | null)[]) =>
    ids.map((one, index) => row(one, hashes[index] ?? hash, index));
  const insert = (into: string, values: (Buffer | string | number | null)[][]) =>
    store.query(`INSERT INTO ${into} VALUES ?`, [values]);
  await insert(
    "accounts (id, plan, created_at)",
    rows((one) => [one, "free", madeAt]),
  );
  await insert(
    "projects (id, name, account_id, created_at)",
    rows((one) => [one, "p", one, madeAt]),
  );
  await insert(
    "users (id, account_id, email_key, email, created_at)",
    rows((one, key) => [one, one, key, "a", 1]),
  );
  await insert(
    "sessions (token_hash, user_id, created_at, used_at)",
    rows((one, key, n) => [key, one, madeAt, madeAt + n]),
  );
  await insert(
    "magic_links (token_hash, email, browser_hash, expires_at)",
    rows((_, key, n) => [key, "a", key, madeAt + n]),
  );
  await insert(
    "outgoing_mail (id, sealed, next_attempt_at, expires_at)",
    rows((one, key, n) => [one, key, madeAt + n, madeAt]),
  );
  await insert(
    "auth_counts (name, window_start)",
    rows((one, _, n) => [one, madeAt + n]),
  );
  await insert(
    "usage_counts (account_id, period, shard, schedules)",
    ids.flatMap((one) => [202_610, 202_611].map((period) => [one, period, 0, 1])),
  );
  await insert(
    "api_keys (id, project_id, mode, name, key_hash, key_hint, scopes, created_at)",
    rows((one, key) => [one, one, "test", "k", key, "sk", "read", madeAt]),
  );
  await store.query(
    "ANALYZE TABLE usage_counts, api_keys, accounts, projects, users, sessions, magic_links, outgoing_mail, auth_counts",
  );
}, 30_000);
afterAll(() => store.close());

const limit = { name: "start", windowMs: 1_000, most: 5 };
type Case = readonly [name: string, index: string, run: (on: Store) => Promise<unknown>];
const cases: readonly Case[] = [
  ["findUserByEmail", "users.users_by_email", (on) => accounts.findUserByEmail(on, hash)],
  ["findUser", "users.PRIMARY", (on) => accounts.findUser(on, id, id)],
  ["setDisplayName", "users.PRIMARY", (on) => accounts.setDisplayName(on, id, id, "Ada")],
  ["findAccount", "accounts.PRIMARY", (on) => accounts.findAccount(on, id)],
  ["findSession", "p.projects_by_account", (on) => accounts.findSession(on, hash, 0, 0)],
  ["noteSessionUse", "sessions.PRIMARY", (on) => accounts.noteSessionUse(on, hash, madeAt + 9_999)],
  ["purgeSessions", "sessions.sessions_by_use", (on) => accounts.purgeSessions(on, madeAt - 1, 5)],
  ["findMagicLink", "magic_links.PRIMARY", (on) => accounts.findMagicLink(on, hash, 0)],
  [
    "purgeMagicLinks",
    "magic_links.magic_links_by_expiry",
    (on) => accounts.purgeMagicLinks(on, madeAt - 1, 5),
  ],
  [
    "purgeAuthCounts",
    "auth_counts.auth_counts_by_window",
    (on) => accounts.purgeAuthCounts(on, madeAt - 1, 5),
  ],
  ["countAuth", "auth_counts.PRIMARY", (on) => accounts.countAuth(on, [limit], madeAt)],
  ["isWithinAuthLimit", "auth_counts.PRIMARY", (on) => accounts.isWithinAuthLimit(on, limit, madeAt)],
  [
    "takeDueMail",
    "outgoing_mail.outgoing_mail_by_attempt",
    (on) => accounts.takeDueMail(on, madeAt + 5, madeAt + 9_999, 5),
  ],
  ["postponeMail", "outgoing_mail.PRIMARY", (on) => accounts.postponeMail(on, id, madeAt + 99_999)],
  ["deleteMail", "outgoing_mail.PRIMARY", (on) => accounts.deleteMail(on, id)],
  ["useMagicLink", "magic_links.PRIMARY", (on) => on.transact((one) => accounts.useMagicLink(one, hash, 0))],
  ["endSession", "sessions.PRIMARY", (on) => accounts.endSession(on, hash)],
];

const setPlan = (on: Store) =>
  on.transact((one) => accounts.setPlan(one, id, "free", 7, { id: randomBytes(16), createdAt: madeAt }));
const some = ids.slice(0, 3);
const takeQuota = (on: Store) => {
  const requests = some.map((accountId) => ({ accountId, count: 2, scheduled: 1, most: 2 }));
  return on.transact((one) => scheduler.takeQuota(one, 202_611, requests));
};

const ofPlans: readonly (readonly ["scheduler" | "accounts", ...Case])[] = [
  ["scheduler", "loadUsage", "u.PRIMARY", (on) => scheduler.loadUsage(on, some, 202_611)],
  ["scheduler", "takeQuota", "usage_counts.PRIMARY", takeQuota],
  [
    "accounts",
    "findApiKeyAndAccount",
    "api_keys.api_keys_by_hash",
    (on) => accounts.findApiKeyAndAccount(on, hash),
  ],
  ["accounts", "setPlan", "projects.PRIMARY", setPlan],
];

describe("the plan of a statement about accounts and people", () => {
  const ofPeople = cases.map((one) => ["accounts", ...one] as const);
  for (const [door, name, index, run] of [...ofPlans, ...ofPeople]) {
    it(`${name} reads ${index}`, async () => {
      const { store: on, recorded } = recording(store[door]);
      await run(on);
      expect([...(await expectIndexed(store, recorded))]).toContain(index);
    });
  }
});
