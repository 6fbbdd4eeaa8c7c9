/** All attacks, in the order of the table. */
export const attackNames = [
  "hanging-profiles",
  "one-byte-chunks",
  "interim-heads",
  "silent-names",
  "silent-creates-5",
  "silent-creates-60",
  "decimal-bulk",
  "decimal-preview",
  "shared-host-fails",
  "shared-host-hangs",
  "full-profile",
  "closing-receiver",
  "just-closed",
  "backlog",
  "heavy-lists",
  "bulk-loop",
  "ledger",
] as const;
export type AttackName = (typeof attackNames)[number];
