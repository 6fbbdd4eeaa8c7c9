import type { Client } from "@modelcontextprotocol/client";
import { Landfall } from "../../../clients/sdk/src/index.ts";
import { newLandfall } from "../../e2e/fixtures/landfall.ts";
import { type Receiver, startReceiver } from "../../receiver/receiver.ts";
import { connect, doors } from "./connect.ts";

type Era = "2025-11-25" | "2026-07-28";
type Way = { readonly door: (typeof doors)[number]; readonly era: Era };

/** Every transport with every revision. */
export const ways: readonly Way[] = doors.flatMap((door) =>
  (["2025-11-25", "2026-07-28"] as const).map((era) => ({ door, era })),
);

/** A running Landfall, a receiver, and MCP clients. */
export interface Stack extends AsyncDisposable {
  readonly landfall: Landfall;
  readonly receiver: Receiver;
  /** The official MCP client, connected; with the test key if no other is given. */
  agent(way: Way, apiKey?: string): Promise<Client>;
}

/** Starts both. */
export async function startStack(): Promise<Stack> {
  const receiver = await startReceiver();
  const running = await newLandfall();
  await running.start();
  const open: Client[] = [];
  return {
    landfall: new Landfall({ apiKey: running.testKey, baseUrl: running.url }),
    receiver,
    async agent(way, apiKey = running.testKey) {
      const made = await connect({ ...way, apiUrl: running.url, apiKey });
      open.push(made);
      return made;
    },
    async [Symbol.asyncDispose]() {
      for (const client of open) await client.close();
      await running[Symbol.asyncDispose]();
      await receiver.close();
    },
  };
}
