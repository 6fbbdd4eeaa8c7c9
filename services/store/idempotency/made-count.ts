const idBytes = 16;
const countBytes = 4;

/**
 * Returns what a key notes as made when that is no object but many: how many, in the place of an id. An id begins
 * with an instant, so no object has one that is all zeros up to its last four bytes.
 */
export function madeCountId(count: number): Buffer {
  const id = Buffer.alloc(idBytes);
  id.writeUInt32BE(count, idBytes - countBytes);
  return id;
}

/** Returns how many a key made that `madeCountId` noted. */
export function madeCount(id: Buffer): number {
  return id.readUInt32BE(idBytes - countBytes);
}
