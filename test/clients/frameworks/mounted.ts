import type { Server } from "node:net";
import type { ReceivedDelivery, SeenStore } from "../../../clients/sdk/src/receiver/index.ts";

/** Options of each framework's receiver. */
export interface Given {
  readonly secrets: string[];
  readonly store?: SeenStore;
  readonly onDelivery: (delivery: ReceivedDelivery) => unknown;
}

/** A framework that listens with a receiver in it. */
export interface Mounted {
  /** URL for deliveries. */
  readonly url: string;
  /** Errors of handlers that the framework reported. */
  readonly errors: Error[];
  close(): Promise<void>;
}

/** Mounts a receiver. @param tooEarly with a parser that reads the body before it */
export type Mount = (given: Given, tooEarly?: boolean) => Promise<Mounted>;

/** Returns the URL of a Node server, and a function that ends it. */
export async function mounted(server: Server, errors: Error[], end?: () => unknown): Promise<Mounted> {
  if (!server.listening) await new Promise((listening) => server.once("listening", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    errors,
    async close() {
      await end?.();
      if ("closeAllConnections" in server && typeof server.closeAllConnections === "function") {
        server.closeAllConnections();
      }
      await new Promise((closed) => server.close(closed));
    },
  };
}
