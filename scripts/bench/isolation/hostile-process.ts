import { createServer, type Socket } from "node:net";

/**
 * A receiver that does as the path of a request says:
 *
 * - `/hangs`: nothing;
 * - `/drips`: a 200 whose body comes in chunks of one byte, for ever;
 * - `/interim`: `100 Continue`, for ever;
 * - `/closes`: a 200, then closes, and does not say so before;
 * - `/closes-after-500`: a 200, and closes when nothing has come for 500 ms.
 *
 * It listens on the same port of 127.0.0.1 to 127.0.0.20, says the port, and ends with its parent.
 */
process.on("disconnect", () => process.exit(0));

const lastAddress = 20;
const okHead = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
const chunkedHead = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";
const chunks = Buffer.from("1\r\nx\r\n".repeat(10_000));
const interimHeads = Buffer.from("HTTP/1.1 100 Continue\r\n\r\n".repeat(2_500));

function react(socket: Socket, path: string): void {
  const [, closesAfterMs] = /^\/closes-after-(\d+)$/.exec(path) ?? [];
  if (closesAfterMs !== undefined) {
    socket.write(okHead);
    const timer = setTimeout(() => socket.end(), Number(closesAfterMs));
    socket.once("data", () => clearTimeout(timer));
  } else if (path === "/closes") socket.end(okHead);
  else if (path === "/drips") {
    socket.write(chunkedHead);
    pour(socket, chunks);
  } else if (path === "/interim") pour(socket, interimHeads);
}

/** Writes `bytes` repeatedly, as fast as the peer reads. */
function pour(socket: Socket, bytes: Buffer): void {
  const more = () => {
    while (socket.writable && socket.write(bytes));
    if (socket.writable) socket.once("drain", more);
  };
  more();
}

function serve(socket: Socket): void {
  let text = "";
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
    for (let head = text.indexOf("\r\n\r\n"); head >= 0; head = text.indexOf("\r\n\r\n")) {
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
      const end = head + 4 + length;
      if (text.length < end) return;
      const path = text.split(" ", 2)[1] ?? "";
      text = text.slice(end);
      react(socket, path);
    }
  });
}

function listen(port: number, address: number, then: (port: number) => void): void {
  const server = createServer({ noDelay: true }, serve);
  server.listen({ port, host: `127.0.0.${address}`, backlog: 4096 }, () => {
    const bound = server.address();
    then(typeof bound === "object" ? (bound?.port ?? 0) : 0);
  });
}

function listenFrom(port: number, address: number): void {
  listen(port, address, (bound) => {
    if (address === lastAddress) process.send?.(bound);
    else listenFrom(bound, address + 1);
  });
}

listenFrom(0, 1);
