import { Pool } from "undici";
import { bodyText, dueAt, type Plan } from "../plan.ts";

/** The part of the public API that a bench uses. */
export interface Api extends AsyncDisposable {
  /** Creates up to 1,000 one-shots, due at these instants, in one call. */
  createAt(dueAts: readonly number[], options: CreateOptions): Promise<void>;
  /** Creates a one-shot to `destination(index)` for each delivery of the plan, 1,000 per call, two calls at once. */
  createAll(plan: Plan, options: CreateOptions): Promise<void>;
  /** True if the key's project and mode has no active schedule. */
  isSettled(): Promise<boolean>;
  /** GETs JSON; the status must be 200. */
  get(path: string): Promise<unknown>;
  /** POSTs JSON; the status must be 201. */
  make(path: string, body: unknown): Promise<unknown>;
  /** `/metrics` as text. */
  metrics(): Promise<string>;
}

export interface CreateOptions {
  readonly destination: (index: number) => string;
  /** Fields of every schedule, in addition to destination, time and body. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

const itemsPerCall = 1_000;
const callsAtOnce = 2;

export function openApi(url: string, key: string): Api {
  const pool = new Pool(url, { connections: 8, pipelining: 1, headersTimeout: 60_000 });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const ask = async (
    method: "GET" | "POST",
    path: string,
    body: string | null,
    status = 200,
  ): Promise<string> => {
    const response = await pool.request({ method, path, headers, body });
    const text = await response.body.text();
    if (response.statusCode !== status) throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
    return text;
  };
  const createAt = async (dueAts: readonly number[], options: CreateOptions, firstIndex = 0) => {
    const text = await ask("POST", "/v1/schedules/bulk", bulkBody(dueAts, options, firstIndex));
    const [rejected] = JSON.parse(text).rejected;
    if (rejected !== undefined) throw new Error(`a create was rejected: ${JSON.stringify(rejected)}`);
  };
  return {
    createAt,
    async createAll(plan, options) {
      let next = 0;
      const caller = async () => {
        while (next < plan.count) {
          const from = next;
          next = Math.min(next + itemsPerCall, plan.count);
          const dueAts = Array.from({ length: next - from }, (_, offset) => dueAt(plan, from + offset));
          await createAt(dueAts, options, from);
        }
      };
      await Promise.all(Array.from({ length: callsAtOnce }, caller));
    },
    async isSettled() {
      return JSON.parse(await ask("GET", "/v1/schedules?state=active&limit=1", null)).data.length === 0;
    },
    get: async (path) => JSON.parse(await ask("GET", path, null)),
    make: async (path, body) => JSON.parse(await ask("POST", path, JSON.stringify(body), 201)),
    metrics: () => ask("GET", "/metrics", null),
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

function bulkBody(dueAts: readonly number[], options: CreateOptions, firstIndex: number): string {
  const body: unknown = JSON.parse(bodyText);
  const items = dueAts.map((due, offset) => ({
    endpoint: options.destination(firstIndex + offset),
    fire_at: new Date(due).toISOString(),
    body,
    ...options.fields,
  }));
  return JSON.stringify({ items });
}
