import { connect } from "node:net";

/** Writes bytes to the gateway and reads until the first answer is there, or the connection's end. */
export function rawRequest(port: number, bytes: string, untilClosed = true): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
      if (!untilClosed && text.includes("request_id")) {
        socket.destroy();
        resolve(text);
      }
    });
    socket.on("end", () => resolve(text)).on("error", reject);
  });
}
