import type { Socket } from "node:net";

/** Bodies up to this size are copied behind the head and sent in one write. */
const copiedBytes = 16_384;

/** Writes a request's head, one character per byte, and its body. */
export function writeRequest(socket: Socket, head: string, body: Buffer): void {
  if (body.length === 0) {
    socket.write(head, "latin1");
  } else if (body.length <= copiedBytes) {
    const bytes = Buffer.allocUnsafe(head.length + body.length);
    bytes.write(head, "latin1");
    bytes.set(body, head.length);
    socket.write(bytes);
  } else {
    socket.cork();
    socket.write(head, "latin1");
    socket.write(body);
    socket.uncork();
  }
}
