import { createKeyRing } from "../runtime/sealing.ts";
import { systemClock } from "../runtime/time/clock.ts";
import {
  connectStore,
  findApiKey,
  findProjectByName,
  insertApiKeys,
  lockName,
  type Mode,
  type Store,
} from "../store/for-accounts.ts";
import { apiKeyHash } from "./api-key-hash.ts";
import { createProject, type FirstKeys, newFirstKeys } from "./create-project.ts";

export interface FirstKeysOptions {
  /** Must log in as a user with the grants of the accounts service. */
  readonly databaseUrl: string;
  readonly sealingKeys: string;
  /** The keys of the last start; null: none are known. */
  readonly existing: { readonly test_key: string; readonly live_key: string } | null;
}

const projectName = "default";

/**
 * Returns the keys that `npm start` hands out: the existing ones while both are valid in this store, else new
 * keys of the project named "default". Makes that project if there is none; an existing project keeps its
 * signing secrets.
 *
 * @throws SealingError when `sealingKeys` is not a key ring; ServiceError `service_unavailable`
 */
export async function ensureFirstKeys(options: FirstKeysOptions): Promise<FirstKeys> {
  const keys = createKeyRing(options.sealingKeys);
  const store = connectStore({ url: options.databaseUrl, connections: 1 });
  try {
    const { existing } = options;
    if (
      existing &&
      (await isValid(store, existing.test_key, "test")) &&
      (await isValid(store, existing.live_key, "live"))
    ) {
      return { testKey: existing.test_key, liveKey: existing.live_key };
    }
    const now = systemClock.now();
    return await store.transact(async (transaction) => {
      // When several processes start at once, one makes the project and the others find it.
      await lockName(transaction, `project:${projectName}`);
      const project = await findProjectByName(transaction, projectName);
      if (!project) {
        const { testKey, liveKey } = await createProject(transaction, keys, projectName, now);
        return { testKey, liveKey };
      }
      const { test, live } = newFirstKeys(project.id, now);
      await insertApiKeys(transaction, [test.record, live.record]);
      return { testKey: test.secret, liveKey: live.secret };
    });
  } finally {
    await store.close();
  }
}

async function isValid(store: Store, text: string, mode: Mode): Promise<boolean> {
  const hash = apiKeyHash(text);
  const key = hash && (await findApiKey(store, hash));
  return key?.mode === mode && key.revokedAt === null;
}
