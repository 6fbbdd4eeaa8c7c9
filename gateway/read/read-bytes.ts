import type { IncomingMessage } from "node:http";
import { ServiceError } from "../../services/runtime/errors.ts";
import { invalidJson } from "./json-body.ts";

/**
 * Reads a request's body, keeping at most `limitBytes` in memory. The rest of a refused body is read slowly
 * and dropped (within the server's request timeout): otherwise a client that is still sending would see a
 * reset instead of the answer.
 *
 * @param admit called with the announced or received number of bytes; what it throws becomes the answer
 * @throws ServiceError invalid_json if the body is longer; unavailable if the client disconnects
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

/** Interval between dropped chunks of 64 KB, over all requests. */
const dropEveryMs = 5;

/** Resumes each refused request whose client is still sending. */
const refused: (() => void)[] = [];

/**
 * Drops the rest, one chunk of any refused request at a time, so that repeated senders take no time from
 * others.
 */
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
