import { createServer } from "node:http";
import { nodeReceiver } from "../../../clients/sdk/src/receiver/index.ts";
import { type Mount, mounted } from "./mounted.ts";

/** Node's own server. */
export const mountNode: Mount = (given, tooEarly = false) => {
  const errors: Error[] = [];
  const onError = (error: unknown) => errors.push(error instanceof Error ? error : new Error(String(error)));
  const receiver = nodeReceiver({ ...given, onError });
  const server = createServer(async (request, response) => {
    if (tooEarly) for await (const _ of request);
    await receiver(request, response);
  });
  return mounted(server.listen(0, "127.0.0.1"), errors);
};
