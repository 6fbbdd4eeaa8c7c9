import { createServer } from "node:net";

/** A receiver that accepts requests and never answers. Reports its port, and ends with its parent. */
process.on("disconnect", () => process.exit(0));

const server = createServer((socket) => {
  socket.resume();
  socket.on("error", () => socket.destroy());
});
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? (address?.port ?? 0) : 0);
});
