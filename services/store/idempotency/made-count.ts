const idBytes = 16;
const countBytes = 4;

/**
 * Encodes a number of made objects in the form of an object id, for a key of a request that makes many. An
 * object's id begins with an instant, so none is zero up to its last four bytes.
 */
export function madeCountId(count: number): Buffer {
  const id = Buffer.alloc(idBytes);
  id.writeUInt32BE(count, idBytes - countBytes);
  return id;
}

/** Decodes the number that `madeCountId` encoded. */
export function madeCount(id: Buffer): number {
  return id.readUInt32BE(idBytes - countBytes);
}
