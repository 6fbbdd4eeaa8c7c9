import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { memoryStore } from "./memory-store.ts";
import { redisStore } from "./redis-store.ts";
import type { SeenStore } from "./seen-store.ts";
import { sqlStore, sqlStoreTable } from "./sql-store.ts";

/** A store with a clock that the test moves. */
interface Kept {
  readonly store: SeenStore;
  pass(ms: number): void;
}

function inMemory(): Kept {
  let nowMs = 1_000;
  return { store: memoryStore({ now: () => nowMs }), pass: (ms) => (nowMs += ms) };
}

function inSqlite(): Kept {
  let nowMs = 1_000;
  const database = new DatabaseSync(":memory:");
  database.exec(sqlStoreTable());
  const statement = async (sql: string, values: (string | number)[]) => database.prepare(sql).all(...values);
  return { store: sqlStore(statement, { now: () => nowMs }), pass: (ms) => (nowMs += ms) };
}

/** Implements the commands in use, as Redis documents them. */
function inRedis(): Kept {
  let nowMs = 1_000;
  const kept = new Map<string, { value: string; untilMs: number }>();
  const live = (key: string) => {
    const entry = kept.get(key);
    return entry !== undefined && entry.untilMs > nowMs ? entry : null;
  };
  const command = async ([name, ...words]: [string, ...string[]]) => {
    const [first = "", second = "", third = "", fourth = ""] = words;
    if (name === "GET") return live(first)?.value ?? null;
    if (name === "PTTL") return (live(first)?.untilMs ?? nowMs - 2) - nowMs;
    if (name === "EVAL") return live(third)?.value === fourth && kept.delete(third) ? 1 : 0;
    if (words.includes("NX") && live(first) !== null) return null;
    kept.set(first, { value: second, untilMs: nowMs + Number(words[words.indexOf("PX") + 1]) });
    return Buffer.from("OK");
  };
  return { store: redisStore(command), pass: (ms) => (nowMs += ms) };
}

const minute = 60_000;

describe.each([
  ["memory", inMemory],
  ["SQL", inSqlite],
  ["Redis", inRedis],
])("a store in %s", (_name, make) => {
  const claimed = async (store: SeenStore, key = "k") => {
    const claim = await store.claim(key, minute);
    if (claim.state !== "claimed") throw new Error(`the key is ${claim.state}`);
    return claim.token;
  };

  it("lets one claim a key, and tells the others for how long", async () => {
    const { store, pass } = make();
    await claimed(store);
    pass(20_000);
    expect(await store.claim("k", minute)).toEqual({ state: "busy", forMs: 40_000 });
    expect(await store.claim("another", minute)).toMatchObject({ state: "claimed" });
  });

  it("remembers what was handled, for as long as it is told", async () => {
    const { store, pass } = make();
    await store.done("k", await claimed(store), 10 * minute);
    pass(10 * minute - 1);
    expect(await store.claim("k", minute)).toEqual({ state: "done" });
    pass(1);
    expect(await store.claim("k", minute)).toMatchObject({ state: "claimed" });
  });

  it("frees what failed at once, and what crashed when its claim has run out", async () => {
    const { store, pass } = make();
    await store.failed("k", await claimed(store));
    await claimed(store);
    pass(minute);
    expect(await store.claim("k", minute)).toMatchObject({ state: "claimed" });
  });

  it("does not let one whose claim ran out free that of another, but lets it say that it is done", async () => {
    const { store, pass } = make();
    const slow = await claimed(store);
    pass(minute);
    const other = await claimed(store);
    expect(other).not.toBe(slow);
    await store.failed("k", slow);
    expect(await store.claim("k", minute)).toMatchObject({ state: "busy" });
    await store.done("k", slow, minute);
    await store.failed("k", other);
    expect(await store.claim("k", minute)).toEqual({ state: "done" });
  });

  it("lets one of many that come at once have it", async () => {
    const { store } = make();
    const claims = await Promise.all(Array.from({ length: 20 }, () => store.claim("k", minute)));
    expect(claims.filter(({ state }) => state === "claimed")).toHaveLength(1);
  });
});

describe("a memory store", () => {
  it("holds so many keys: what ran out goes first, then what was handled longest ago", async () => {
    let nowMs = 0;
    const store = memoryStore({ maxKeys: 3, now: () => nowMs });
    const busy = await store.claim("busy", 10 * minute);
    for (const key of ["one", "two", "three"]) await store.done(key, "", 10 * minute);
    const states = async (...keys: string[]) => {
      const found: string[] = [];
      for (const key of keys) found.push((await store.claim(key, 1)).state);
      return found;
    };
    expect(busy.state).toBe("claimed");
    expect(await states("busy", "two", "three")).toEqual(["busy", "done", "done"]);
    nowMs = 20 * minute;
    expect(await states("busy", "two", "three", "four")).toEqual([
      "claimed",
      "claimed",
      "claimed",
      "claimed",
    ]);
  });
});

describe("a SQL store", () => {
  it("numbers its placeholders where the database wants that", async () => {
    const seen: string[] = [];
    const statement = async (sql: string) => {
      seen.push(sql);
      return [];
    };
    await sqlStore(statement, { placeholders: "$1" }).claim("k", minute);
    expect(seen[1]).toBe("INSERT INTO landfall_seen (seen_key, token, until_ms) VALUES ($1, $2, $3)");
  });

  it("passes on what fails for another reason, and takes no odd name", async () => {
    const away = sqlStore(async (sql) => {
      if (sql.startsWith("INSERT")) throw new Error("read-only");
      return [];
    });
    await expect(away.claim("k", minute)).rejects.toThrow("read-only");
    expect(() => sqlStoreTable("a; DROP TABLE b")).toThrow(TypeError);
  });
});
