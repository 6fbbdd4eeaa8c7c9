import { createProject } from "../../services/accounts/create-project.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import { prefixedId } from "../../services/runtime/ulid.ts";
import {
  connectStore,
  findProjectByName,
  listProjects,
  type Store,
} from "../../services/store/for-accounts.ts";
import { CommandFailure, codeOf, reasonOf } from "../start/failure.ts";
import type { FoundStore } from "./find-store.ts";

export const usage = "Usage: npm run projects -- create NAME | list";

const patienceMs = 1_000;
const pageRows = 500;

/**
 * Makes a project, and shows its keys this once, or lists all projects.
 *
 * @param find called once the words are understood
 * @throws CommandFailure in one line
 */
export async function runProjects(
  words: readonly string[],
  find: () => FoundStore,
  now: number,
  say: (line: string) => void,
): Promise<void> {
  const [verb, name] = words;
  const work =
    verb === "create" && name !== undefined && words.length === 2
      ? (store: Store, found: FoundStore) => create(store, found, name, now, say)
      : verb === "list" && words.length === 1
        ? (store: Store) => list(store, say)
        : null;
  if (work === null) throw new CommandFailure(usage);
  const found = find();
  const store = connectStore({ url: found.url.href, connections: 1, patienceMs });
  try {
    await work(store, found);
  } catch (error) {
    throw failure(error, found.url);
  } finally {
    await store.close();
  }
}

async function create(
  store: Store,
  found: FoundStore,
  name: string,
  now: number,
  say: (line: string) => void,
): Promise<void> {
  const keys = found.keys();
  const taken = await findProjectByName(store, name);
  if (taken !== null) {
    throw new CommandFailure(
      `There is a project "${name}" already (${prefixedId("prj", taken.id)}): choose another name.`,
    );
  }
  const { project, testKey, liveKey } = await createProject(store, keys, name, now);
  say(`Project   ${prefixedId("prj", project.id)}  ${project.name}`);
  say(`Test key  ${testKey}`);
  say(`Live key  ${liveKey}`);
  say("Keep the keys: they are not shown again.");
}

async function list(store: Store, say: (line: string) => void): Promise<void> {
  let after: Buffer | null = null;
  for (;;) {
    const page = await listProjects(store, after, pageRows);
    for (const { id, name, createdAt } of page) {
      say(`${prefixedId("prj", id)}  ${new Date(createdAt).toISOString()}  ${name}`);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageRows) return;
    after = last.id;
  }
}

function failure(error: unknown, url: URL): unknown {
  const where = `${url.hostname}:${url.port || "3306"}`;
  if (error instanceof ServiceError && error.kind === "unavailable") {
    return new CommandFailure(
      `Nothing answers at ${where}: run npm start, or set DATABASE_URL to a store that runs.`,
    );
  }
  if (error instanceof ServiceError) return new CommandFailure(error.message);
  if (codeOf(error) === "ER_NO_SUCH_TABLE") {
    return new CommandFailure(
      `The database at ${where} has no tables of ours: npm start makes them, with the same DATABASE_URL.`,
    );
  }
  // Else the server's own words: access denied, unknown database.
  if (codeOf(error)?.startsWith("ER_")) return new CommandFailure(`${where}: ${reasonOf(error)}.`);
  return error;
}
