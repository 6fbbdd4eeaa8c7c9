import type { IncomingMessage } from "node:http";
import { ServiceError } from "../../services/runtime/errors.ts";
import { invalidJson } from "./json-body.ts";

/**
 * The bytes of a request's body, never more than `limitBytes` of them in memory. The rest of one that
 * is refused is read slowly and dropped (within the server's request timeout): a client that is
 * still sending would otherwise see a reset instead of the answer.
 *
 * @param admit told how many there will be, or are so far; what it throws is the answer
 * @throws ServiceError invalid_json when there are more; unavailable when the client goes away
 */
export function readBytes(
  request: IncomingMessage,
  limitBytes: number,
  admit: (bytes: number) => void = () => undefined,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      takeOrRefuse(length);
    };
    const takeOrRefuse = (bytes: number) => {
      try {
        if (bytes > limitBytes) throw invalidJson(`The request body must have at most ${limitBytes} bytes.`);
        admit(bytes);
      } catch (error) {
        refuse(error);
      }
    };
    const onEnd = () => {
      stop();
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length));
    };
    const onClose = () => {
      stop();
      reject(new ServiceError("service_unavailable", "The request was cut off."));
    };
    const refuse = (error: unknown) => {
      stop();
      drain(request);
      reject(error);
    };
    const stop = () => {
      request.off("data", onData).off("end", onEnd).off("error", onClose).off("close", onClose);
    };
    request.on("data", onData).on("end", onEnd).on("error", onClose).on("close", onClose);
    const announced = Number(request.headers["content-length"]);
    if (announced > 0) takeOrRefuse(announced);
  });
}

/** Between two chunks of 64 KB that are dropped, of whatever requests. */
const dropEveryMs = 5;

/** How to go on with each request that was refused while its client sends. */
const refused: (() => void)[] = [];

/** Drops what comes, a chunk of any refused request at a time: who sends again and again takes no time from others. */
function drain(request: IncomingMessage): void {
  request.on("data", () => {
    request.pause();
    refused.push(() => request.resume());
    if (refused.length === 1) setTimeout(dropNext, dropEveryMs);
  });
  request.on("error", () => undefined);
}

function dropNext(): void {
  const next = refused.shift();
  if (refused.length > 0) setTimeout(dropNext, dropEveryMs);
  next?.();
}
