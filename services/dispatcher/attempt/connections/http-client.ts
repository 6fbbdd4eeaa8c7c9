import { Connection } from "../http1/connection.ts";
import type { OpenConnection } from "./http-connection.ts";

/** The available HTTP clients: our own, and undici. */
export const httpClients = ["own", "undici"] as const;

/** Name of an HTTP client. */
export type HttpClient = (typeof httpClients)[number];

/** Opens a connection of our own client. */
export const openOwn: OpenConnection = (clock, dial, origin, limits) => {
  return new Connection(clock, dial, origin, limits);
};

/** Loads a client. undici is imported only if it is chosen. */
export async function loadClient(client: HttpClient): Promise<OpenConnection> {
  if (client === "own") return openOwn;
  const { openUndici } = await import("../undici/undici-connection.ts");
  return openUndici;
}
