import { Pool } from "undici";
import { bodyText, dueAt, type Plan } from "../plan.ts";

/** The public API, as far as a bench needs it. */
export interface Api extends AsyncDisposable {
  /** Creates one-shots to `destination(index)` for each delivery of the plan, 1,000 a call, two calls at once. */
  createAll(plan: Plan, options: CreateOptions): Promise<void>;
  /** Whether the key's project and mode has no schedule that is still to fire. */
  isSettled(): Promise<boolean>;
}

export interface CreateOptions {
  readonly destination: (index: number) => string;
  /** Fields for every schedule beside destination, time and body. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

const itemsPerCall = 1_000;
const callsAtOnce = 2;

export function openApi(url: string, key: string): Api {
  const pool = new Pool(url, { connections: 8, pipelining: 1, headersTimeout: 60_000 });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const ask = async (method: "GET" | "POST", path: string, body: string | null) => {
    const response = await pool.request({ method, path, headers, body });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
    return JSON.parse(text);
  };
  return {
    async createAll(plan, options) {
      let next = 0;
      const caller = async () => {
        while (next < plan.count) {
          const from = next;
          next = Math.min(next + itemsPerCall, plan.count);
          const answer = await ask("POST", "/v1/schedules/bulk", bulkBody(plan, options, from, next));
          const [rejected] = answer.rejected;
          if (rejected !== undefined) throw new Error(`a create was rejected: ${JSON.stringify(rejected)}`);
        }
      };
      await Promise.all(Array.from({ length: callsAtOnce }, caller));
    },
    async isSettled() {
      const page = await ask("GET", "/v1/schedules?state=active&limit=1", null);
      return page.data.length === 0;
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

function bulkBody(plan: Plan, options: CreateOptions, from: number, to: number): string {
  const body: unknown = JSON.parse(bodyText);
  const items = Array.from({ length: to - from }, (_, offset) => ({
    endpoint: options.destination(from + offset),
    fire_at: new Date(dueAt(plan, from + offset)).toISOString(),
    body,
    ...options.fields,
  }));
  return JSON.stringify({ items });
}
