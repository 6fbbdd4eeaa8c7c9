import { createServer, type Server } from "node:net";
import { CommandFailure, codeOf, reasonOf } from "../failure.ts";

/** Finds `count` different free TCP ports of 127.0.0.1. Holds all of them until the last is found. */
export async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  try {
    for (let index = 0; index < count; index++) servers.push(await listen(0, "127.0.0.1"));
    return servers.map((server) => {
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("a TCP server without a port");
      return address.port;
    });
  } finally {
    await Promise.all(servers.map(close));
  }
}

/** True if `port` of 127.0.0.1 is free. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await close(await listen(port, "127.0.0.1"));
    return true;
  } catch {
    return false;
  }
}

/** @throws CommandFailure if the API cannot listen on `host` and `port`, with the setting to change */
export async function assertAddressFree(host: string, port: number): Promise<void> {
  try {
    await close(await listen(port, host));
  } catch (error) {
    throw new CommandFailure(addressProblem(host, port, error));
  }
}

function addressProblem(host: string, port: number, error: unknown): string {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken by another program: end it, or choose another with PORT=${port + 1} npm start.`;
    case "EACCES":
      return `Port ${port} needs more rights than this user has: choose one above 1023, such as PORT=8080 npm start.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `HOST=${host} is not an address of this machine: use 127.0.0.1, or 0.0.0.0 for every interface.`;
    default:
      return `Cannot listen on ${host} port ${port}: ${reasonOf(error)}.`;
  }
}

function listen(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
