import { hash } from "node:crypto";

const blockBytes = 64;
const digestBytes = 32;

/**
 * An HMAC-SHA256 key (RFC 2104, 2). Signs by one-shot hashes: createHmac makes an object for each signature, and
 * what it costs to make and to collect was a sixth of what a delivery costs the dispatcher (Node 24.21, two signatures
 * of 256 bytes).
 */
export class HmacKey {
  readonly #inner: Buffer;
  /** The outer pad, and room for the inner digest. */
  readonly #outer: Buffer;

  /** @param key of any length */
  constructor(key: Uint8Array) {
    const short = key.length > blockBytes ? hash("sha256", key, "buffer") : key;
    const padded = Buffer.alloc(blockBytes);
    padded.set(short);
    this.#inner = Buffer.from(padded.map((byte) => byte ^ 0x36));
    this.#outer = Buffer.concat([padded.map((byte) => byte ^ 0x5c), Buffer.alloc(digestBytes)]);
  }

  /** The signature of `prefix`, whose characters each stand for one byte, followed by `body`. */
  sign(prefix: string, body: Uint8Array, encoding: "hex" | "base64"): string {
    const message = room(blockBytes + prefix.length + body.length);
    message.set(this.#inner);
    message.write(prefix, blockBytes, "latin1");
    message.set(body, blockBytes + prefix.length);
    // As text, since a digest that comes as a buffer takes four times as long.
    this.#outer.write(hash("sha256", message, "binary"), blockBytes, "binary");
    return hash("sha256", this.#outer, encoding);
  }
}

/** Signing is done in one go, so all of it may use the same bytes; those of a large body are not kept. */
const scratch = Buffer.alloc(16_384);

function room(bytes: number): Buffer {
  return bytes <= scratch.length ? scratch.subarray(0, bytes) : Buffer.allocUnsafe(bytes);
}
