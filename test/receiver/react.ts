import type { IncomingMessage, ServerResponse } from "node:http";
import type { Reaction } from "./script.ts";

/** Continues a hanging request; the receiver calls it at most once. */
export type Release = () => void;

const blockBytes = 65_536;

/** Reacts to a request that has been read, as the script says. Returns a function that ends a hang, else null. */
export function react(
  reaction: Reaction,
  request: IncomingMessage,
  response: ServerResponse,
): Release | null {
  const { socket } = request;
  switch (reaction.do) {
    case "answer": {
      const finish = () => {
        response.writeHead(reaction.status ?? 200, { ...reaction.headers });
        response.end(reaction.body);
      };
      if (reaction.delayMs === undefined) finish();
      else endWith(response, setTimeout(finish, reaction.delayMs));
      return null;
    }
    case "hang":
      return () => response.writeHead(reaction.status ?? 200).end();
    case "reset":
      if (reaction.when === "before") {
        socket.resetAndDestroy();
      } else {
        response.writeHead(200, { "content-length": "100" }).flushHeaders();
        // Waits until the head is sent: an immediate RST would discard it.
        endWith(
          response,
          setTimeout(() => socket.resetAndDestroy(), 20),
        );
      }
      return null;
    case "close":
      if (reaction.when === "mid_body") socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
      socket.end();
      return null;
    case "huge":
      response.writeHead(
        reaction.status ?? 200,
        reaction.chunked === true ? {} : { "content-length": String(reaction.bytes) },
      );
      pour(response, reaction.bytes);
      return null;
    case "drip": {
      response.writeHead(reaction.status ?? 200).flushHeaders();
      endWith(
        response,
        setInterval(() => response.write("."), reaction.everyMs),
      );
      return null;
    }
    case "raw":
      socket.write(reaction.bytes);
      if (reaction.keepOpen !== true) socket.end();
      return null;
  }
}

function endWith(response: ServerResponse, timer: NodeJS.Timeout): void {
  response.once("close", () => clearTimeout(timer));
}

/** Writes `bytes` of body, as fast as the peer reads. */
function pour(response: ServerResponse, bytes: number): void {
  let left = bytes;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      const block = Math.min(left, blockBytes);
      left -= block;
      if (!response.write(Buffer.alloc(block, "x"))) {
        response.once("drain", more);
        return;
      }
    }
    if (left === 0) response.end();
  };
  more();
}
