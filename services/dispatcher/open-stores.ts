import type { Lifetime } from "../runtime/process/lifecycle.ts";
import { connectStore, type Store } from "../store/for-dispatcher.ts";
import type { DispatcherConfig } from "./config.ts";

/** Opens connections for the hot path, for lists and other reads, and for upkeep. */
export async function openStores(
  lifetime: Lifetime,
  config: DispatcherConfig,
): Promise<Record<"store" | "reads" | "upkeep", Store>> {
  const open = (name: string, connections: number) =>
    lifetime.start(
      name,
      () => connectStore({ url: config.databaseUrl, connections }),
      (opened) => opened.close(),
    );
  return {
    store: await open("store", config.storeConnections),
    reads: await open("reads", config.readConnections),
    upkeep: await open("upkeep-store", config.upkeepConnections),
  };
}
