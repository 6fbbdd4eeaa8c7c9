import { operations } from "../../../generated/openapi/operations.gen.ts";
import type { Landfall } from "../fixtures/landfall.ts";

/** An operation of the contract. */
export type OperationId = keyof typeof operations;

/** The request of one operation and its answer, as an example shows them. */
export interface Exchange {
  readonly id: OperationId;
  readonly status: number;
  readonly request?: unknown;
  /** The answer's JSON, or its text. */
  readonly answer: unknown;
}

/** The request of one operation. */
export interface Asked {
  /** The `{id}` of the path. */
  readonly of?: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An object that was created; missing members are "undefined". */
export interface Made {
  readonly id: string;
  readonly key: string;
}

/** Calls operations of a running Landfall and records each exchange. */
export class Recorder {
  readonly exchanges: Exchange[] = [];
  readonly #landfall: Landfall;

  constructor(landfall: Landfall) {
    this.#landfall = landfall;
  }

  /** @returns the answer @throws Error when its status is another */
  async ask(
    id: OperationId,
    status: number,
    { of = "", query = "", body, headers }: Asked = {},
  ): Promise<Made> {
    const { method, path } = operations[id];
    const at = `${path.replace("{id}", of)}${query}`;
    const response = await this.#landfall.request(method, at, body, { ...headers });
    const text = await response.text();
    if (response.status !== status) throw new Error(`${id}: ${response.status}, not ${status}: ${text}`);
    const isJson = (response.headers.get("content-type") ?? "").startsWith("application/json");
    const answer: unknown = isJson ? JSON.parse(text) : text;
    // No body, so there is nothing to show.
    if (status !== 204)
      this.exchanges.push({ id, status, answer, ...(body !== undefined && { request: body }) });
    const made = Object(answer);
    return { id: String(made.id), key: String(made.key) };
  }
}
