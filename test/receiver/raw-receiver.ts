import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A receiver that is told byte by byte what to say. */
export interface RawReceiver {
  readonly url: string;
  readonly port: number;
  /** Its connections, in their order. */
  readonly sockets: readonly Socket[];
  /** Bytes that each of them has brought, one character a byte. */
  readonly received: readonly string[];
  /** Requests that a connection has brought the head of. */
  requestsOf(at: number): number;
  /** Waits until it is so; looks again whenever something comes. */
  until(isTrue: () => boolean): Promise<void>;
  /** Called with each new connection. */
  onConnection: (socket: Socket) => void;
  /** Takes no more connections. */
  refuse(): void;
  close(): void;
}

/** Starts one on a loopback port of its own. */
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
