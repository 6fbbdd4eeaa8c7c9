import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A receiver that sends exactly the bytes that a test gives it. */
export interface RawReceiver {
  readonly url: string;
  readonly port: number;
  /** Its connections, in order. */
  readonly sockets: readonly Socket[];
  /** Bytes that each connection received, one character per byte. */
  readonly received: readonly string[];
  /** Counts the requests of a connection whose head has arrived. */
  requestsOf(at: number): number;
  /** Waits until the condition holds; checks it whenever bytes arrive. */
  until(isTrue: () => boolean): Promise<void>;
  /** Called with each new connection. */
  onConnection: (socket: Socket) => void;
  /** Closes the port. */
  refuse(): void;
  close(): void;
}

/** Starts one on a free port of the loopback. */
export async function startRawReceiver(): Promise<RawReceiver> {
  const sockets: Socket[] = [];
  const received: string[] = [];
  let waiting: (() => void)[] = [];
  const changed = () => {
    for (const look of waiting.splice(0)) look();
  };
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    const at = sockets.push(socket) - 1;
    received[at] = "";
    receiver.onConnection(socket);
    socket.on("data", (bytes) => {
      received[at] += bytes.toString("latin1");
      changed();
    });
    socket.on("end", () => socket.end());
    socket.on("error", () => {});
    socket.on("close", changed);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const receiver: RawReceiver = {
    url: `http://127.0.0.1:${port}/`,
    port,
    sockets,
    received,
    requestsOf: (at) => (received[at]?.match(/ HTTP\/1\.1\r\n/g) ?? []).length,
    async until(isTrue) {
      while (!isTrue()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    onConnection: () => {},
    refuse: () => void server.close(),
    close() {
      waiting = [];
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return receiver;
}
