import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from "node:crypto";

/**
 * Encrypts what must not be readable in the store: bodies, header values, secrets.
 *
 * A sealed value is `version (1) | key id length (1) | key id | nonce (12) | ciphertext | tag (16)`,
 * AES-256-GCM (NIST SP 800-38D). Everything before the nonce, and the `context`, are authenticated as
 * additional data: a value that was moved to another row or column does not open.
 */
export interface KeyRing {
  /** @param context where the value is stored, such as `schedule:<id>:body`; `open` needs the same text */
  seal(plain: Uint8Array, context: string): Buffer;
  /** @throws SealingError if the key is not on the ring, or value or context were changed */
  open(sealed: Uint8Array, context: string): Buffer;
  /**
   * Derives 32 secret bytes for a `context`, always the same: one value for each key of the ring, newest
   * first (HKDF-SHA256, RFC 5869). For secrets that are recomputed instead of stored.
   */
  derive(context: string): Buffer[];
}

/** A sealed value cannot be opened, or a key ring cannot be created; the message contains no key. */
export class SealingError extends Error {
  override readonly name = "SealingError";
}

const version = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const derivedBytes = 32;

/**
 * Pool of random nonces. NIST SP 800-38D, 8.3 allows 2^32 values per key with random nonces, so that a
 * repeat stays less likely than 2^-32. At 1,000 per second a key reaches that after seven weeks: rotate it
 * by then. Drawn 256 at a time, because a system call per nonce would cost more than the cipher.
 */
const noncePool = Buffer.alloc(nonceBytes * 256);
let noncePoolOffset = noncePool.length;

/**
 * Parses SEALING_KEYS, `id:base64,id2:base64` (blanks around an entry are allowed). The first key seals;
 * all of them open. An id is 1–32 letters, digits, `_` or `-`; a key is 32 bytes.
 *
 * @throws SealingError with one line that names the invalid entry by its place and id
 */
export function createKeyRing(keys: string): KeyRing {
  const parsed = keys.split(",").map((entry, index) => parseKey(entry.trim(), index + 1));
  const byId = new Map<string, KeyObject>();
  for (const { id, key } of parsed) {
    if (byId.has(id)) throw new SealingError(`SEALING_KEYS names the key "${id}" twice`);
    byId.set(id, key);
  }
  const [first] = parsed;
  if (first === undefined) throw new SealingError("SEALING_KEYS is empty");
  const header = headerFor(first.id);

  return {
    seal(plain, context) {
      const nonce = takeNonce();
      const cipher = createCipheriv("aes-256-gcm", first.key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(additionalData(header, context));
      const start = cipher.update(plain);
      const end = cipher.final();
      return Buffer.concat([header, nonce, start, end, cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const blob = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const headerBytes = 2 + (blob[1] ?? 0);
      if (blob[0] !== version || blob.length < headerBytes + nonceBytes + tagBytes) {
        throw new SealingError("not a sealed value of a known version");
      }
      const id = blob.toString("latin1", 2, headerBytes);
      const key = byId.get(id);
      if (key === undefined) throw new SealingError(`sealed with the key "${id}", which SEALING_KEYS lacks`);
      const nonceEnd = headerBytes + nonceBytes;
      const decipher = createDecipheriv("aes-256-gcm", key, blob.subarray(headerBytes, nonceEnd), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(additionalData(blob.subarray(0, headerBytes), context));
      decipher.setAuthTag(blob.subarray(-tagBytes));
      const plain = decipher.update(blob.subarray(nonceEnd, -tagBytes));
      try {
        decipher.final();
      } catch {
        throw new SealingError("the sealed value was changed, or belongs somewhere else");
      }
      // GCM is a stream cipher: `final` only checks the tag and adds no bytes.
      return plain;
    },
    derive: (context) =>
      // The same keys seal; the label separates derived values from that use.
      parsed.map(({ key }) => Buffer.from(hkdfSync("sha256", key, "", `derive:${context}`, derivedBytes))),
  };
}

function parseKey(entry: string, place: number): { id: string; key: KeyObject } {
  const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry);
  // The entry is not shown: a key without an id would end up in the log.
  if (match === null) throw new SealingError(`SEALING_KEYS entry ${place} is not of the form id:base64`);
  const [, id = "", base64 = ""] = match;
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== keyBytes) {
    throw new SealingError(`SEALING_KEYS key "${id}" has ${bytes.length} bytes instead of ${keyBytes}`);
  }
  return { id, key: createSecretKey(bytes) };
}

function headerFor(id: string): Buffer {
  return Buffer.concat([Buffer.of(version, id.length), Buffer.from(id, "latin1")]);
}

/** The header contains its own length, so header and context cannot be confused. */
function additionalData(header: Buffer, context: string): Buffer {
  return Buffer.concat([header, Buffer.from(context, "utf8")]);
}

function takeNonce(): Buffer {
  if (noncePoolOffset === noncePool.length) {
    randomFillSync(noncePool);
    noncePoolOffset = 0;
  }
  const nonce = noncePool.subarray(noncePoolOffset, noncePoolOffset + nonceBytes);
  noncePoolOffset += nonceBytes;
  return nonce;
}
