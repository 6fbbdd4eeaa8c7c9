import { randomBytes } from "node:crypto";
import { AccountsServiceService } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { type Caller, Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { type CreatedProject, createProject } from "../../services/accounts/create-project.ts";
import { startAccounts } from "../../services/accounts/start-accounts.ts";
import { type Destinations, destinationsBy } from "../../services/rules/judge-destination.ts";
import { createEgressPolicy } from "../../services/runtime/egress/policy.ts";
import { createLogger } from "../../services/runtime/logger.ts";
import { openOnLoopback } from "../../services/runtime/rpc/access.ts";
import { openRpcClient, type RpcClient } from "../../services/runtime/rpc/client.ts";
import { createKeyRing, type KeyRing } from "../../services/runtime/sealing.ts";
import { prefixedId } from "../../services/runtime/ulid.ts";
import { connectStore, type Store } from "../../services/store/for-accounts.ts";
import { createTestDatabase, type TestDatabase } from "../database/create-test-database.ts";
import { type StandingClock, standingClock } from "../receiver/standing-clock.ts";

/** The accounts service on a database of its own, with the rights it has in production and a clock that stands. */
export interface ServedAccounts {
  readonly client: RpcClient<typeof AccountsServiceService>;
  readonly database: TestDatabase;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly destinations: Destinations;
  readonly sealingKeys: string;
  readonly time: StandingClock;
  readonly project: CreatedProject;
  /** Asks the store, with the rights of the service. */
  query(sql: string): Promise<unknown>;
  /** How calls name the project. */
  caller(mode?: Mode): Caller;
  /** Stops the service, after which all that it noted is in the store; may be called twice. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function serveAccounts(): Promise<ServedAccounts> {
  const database = await createTestDatabase();
  const sealingKeys = `k1:${randomBytes(32).toString("base64")}`;
  const keys = createKeyRing(sealingKeys);
  const time = standingClock(Date.now());
  const url = database.doorUrl("accounts");
  const store = connectStore({ url, connections: 4, serverTime: time.clock.now });
  const log = createLogger("accounts", "silent");
  // No test asks a name server: every name that is not known here is public.
  const destinations = destinationsBy(createEgressPolicy([]), async (name) => [
    name === "inside.example" ? "10.0.0.1" : "93.184.215.14",
  ]);
  const parts = { store, clock: time.clock, keys, destinations, log };
  const served = await startAccounts({ ...parts, listen: "127.0.0.1:0", access: openOnLoopback });
  const client = openRpcClient(AccountsServiceService, {
    address: `127.0.0.1:${served.port}`,
    idempotent: [],
  });
  const project = await store.transact((transaction) =>
    createProject(transaction, keys, "Anvils", time.clock.now()),
  );
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= served.stop();
    return stopped;
  };
  return {
    client,
    database,
    store,
    keys,
    destinations,
    sealingKeys,
    time,
    project,
    query: (sql) => store.rows(sql),
    caller: (mode = Mode.TEST) => ({ projectId: prefixedId("prj", project.project.id), mode }),
    stop,
    async close() {
      client.close();
      await stop();
      await store.close();
      await database.drop();
    },
  };
}
