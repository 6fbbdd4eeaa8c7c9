import type { OpenConnection } from "./http-connection.ts";
import { Connection } from "./http1/connection.ts";

/** The HTTP clients that there are: our own, and undici. */
export const httpClients = ["own", "undici"] as const;

/** The name of one of them. */
export type HttpClient = (typeof httpClients)[number];

/** Sends by our own client. */
export const openOwn: OpenConnection = (clock, dial, origin, limits) => {
  return new Connection(clock, dial, origin, limits);
};

/** Loads a client. undici is imported only when it is the one. */
export async function loadClient(client: HttpClient): Promise<OpenConnection> {
  if (client === "own") return openOwn;
  const { openUndici } = await import("./undici/undici-connection.ts");
  return openUndici;
}
