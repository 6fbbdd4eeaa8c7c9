import { createServer } from "node:http";

/** A receiver that answers as it is told to, from one moment to the next. */
export interface FailingReceiver {
  readonly url: string;
  /** Idempotency-Keys of all requests, in their order. */
  readonly keys: readonly string[];
  /** Status of every answer from now on, until it is told another. */
  answer(status: number): void;
  close(): Promise<void>;
}

/** Starts one that answers 500. */
export async function startFailingReceiver(): Promise<FailingReceiver> {
  let status = 500;
  const keys: string[] = [];
  const server = createServer((request, response) => {
    keys.push(String(request.headers["idempotency-key"]));
    request.resume();
    response.writeHead(status, { "content-type": "application/json" });
    response.end(status < 300 ? '{"ok":true}' : '{"error":"the ledger is locked"}');
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server without a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    keys,
    answer(next) {
      status = next;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
