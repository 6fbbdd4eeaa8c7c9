import { createProject } from "../../services/accounts/create-project.ts";
import type { Plan, Plans } from "../../services/rules/plans.ts";
import { newUlid, prefixedId } from "../../services/runtime/ulid.ts";
import {
  connectStore,
  findProjectByName,
  listProjects,
  lockName,
  type ProjectRecord,
  type Store,
  setPlan,
  setProjectRetention,
} from "../../services/store/for-accounts.ts";
import { formatDatabaseUrl } from "../../services/store/session/database-url.ts";
import { CommandFailure } from "../start/failure.ts";
import type { FoundStore } from "./find-store.ts";
import { storeFailure } from "./store-failure.ts";

export const usage =
  "Usage: npm run projects -- create NAME | list | retention NAME DAYS|default | plan NAME PLAN";

const patienceMs = 1_000;
const pageRows = 500;
/** As many as RETENTION_DAYS may say. */
const mostDays = 36_500;

type Work = (store: Store, found: FoundStore) => Promise<void>;

/**
 * Makes a project, and shows its keys this once; lists all projects; sets how long one keeps what has ended; or
 * puts one's account on a plan.
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
  const work = workOf(words, now, say);
  if (work === null) throw new CommandFailure(usage);
  const found = find();
  const store = connectStore({ url: formatDatabaseUrl(found.url), connections: 1, patienceMs });
  try {
    await work(store, found);
  } catch (error) {
    throw storeFailure(error, found.url);
  } finally {
    await store.close();
  }
}

/** Finds the work for the words of the command line; null: there is none. */
function workOf(words: readonly string[], now: number, say: (line: string) => void): Work | null {
  const [verb, name = "", third = ""] = words;
  switch (`${verb} ${words.length}`) {
    case "create 2":
      return (store, found) => create(store, found, name, now, say);
    case "list 1":
      return (store) => list(store, say);
    case "retention 3":
      return (store) => setRetention(store, name, daysOf(third), say);
    case "plan 3":
      return (store, found) => putOnPlan(store, planNamed(found.plans(), third), name, now, say);
    default:
      return null;
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
  const { project, testKey, liveKey } = await store.transact(async (transaction) => {
    await lockName(transaction, `project:${name}`);
    const taken = await findProjectByName(transaction, name);
    if (taken !== null) {
      throw new CommandFailure(
        `There is a project "${name}" already (${prefixedId("prj", taken.id)}): choose another name.`,
      );
    }
    return createProject(transaction, keys, name, now);
  });
  say(`Project   ${prefixedId("prj", project.id)}  ${project.name}`);
  say(`Test key  ${testKey}`);
  say(`Live key  ${liveKey}`);
  say("Keep the keys: they are not shown again.");
}

async function list(store: Store, say: (line: string) => void): Promise<void> {
  let after: Buffer | null = null;
  for (;;) {
    const page = await listProjects(store, after, pageRows);
    for (const project of page) {
      const { id, name, createdAt } = project;
      say(`${prefixedId("prj", id)}  ${new Date(createdAt).toISOString()}  ${retentionOf(project)}  ${name}`);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageRows) return;
    after = last.id;
  }
}

async function setRetention(
  store: Store,
  name: string,
  days: number | null,
  say: (line: string) => void,
): Promise<void> {
  const project = await projectNamed(store, name);
  await setProjectRetention(store, project.id, days);
  say(`Project ${prefixedId("prj", project.id)} keeps what has ended ${keptFor(days)}.`);
}

async function putOnPlan(
  store: Store,
  plan: Plan,
  name: string,
  now: number,
  say: (line: string) => void,
): Promise<void> {
  const project = await projectNamed(store, name);
  const account = { id: newUlid(now), createdAt: now };
  const id = await store.transact((transaction) =>
    setPlan(transaction, project.id, plan.id, plan.retentionDays, account),
  );
  const kept = keptFor(plan.retentionDays);
  say(`Project ${prefixedId("prj", project.id)} is on the plan ${plan.id} (${plan.name}), as account`);
  say(`${prefixedId("acc", id)}, and keeps what has ended ${kept}. Its keys know within 3 seconds.`);
}

/** @throws CommandFailure when there is none of this id */
function planNamed({ all }: Plans, id: string): Plan {
  const plan = all.get(id);
  if (plan !== undefined) return plan;
  throw new CommandFailure(`There is no plan "${id}" in PLANS_FILE: ${[...all.keys()].join(", ")}.`);
}

/** @throws CommandFailure when there is none of this name */
async function projectNamed(store: Store, name: string): Promise<ProjectRecord> {
  const project = await findProjectByName(store, name);
  if (project !== null) return project;
  throw new CommandFailure(`There is no project "${name}": npm run projects -- list shows them.`);
}

function keptFor(days: number | null): string {
  return days === null ? "as long as RETENTION_DAYS says" : `for ${days} days`;
}

/** @throws CommandFailure when it is neither a number of days nor `default` */
function daysOf(text: string): number | null {
  if (text === "default") return null;
  const days = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= mostDays) return days;
  throw new CommandFailure(`DAYS must be a whole number from 1 to ${mostDays}, or default; not "${text}".`);
}

/** In a column of its own. */
function retentionOf({ retentionDays }: ProjectRecord): string {
  return (retentionDays === null ? "default" : `${retentionDays} d`).padEnd(7);
}
