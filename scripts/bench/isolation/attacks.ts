import type { Attack } from "./attack.ts";
import type { AttackName } from "./attack-names.ts";
import { backlog } from "./attacks/backlog.ts";
import { bulkLoop } from "./attacks/bulk-loop.ts";
import { closingReceiver } from "./attacks/closing-receiver.ts";
import { decimalBulk, decimalPreview } from "./attacks/decimal-bodies.ts";
import { fullProfile } from "./attacks/full-profile.ts";
import { hangingProfiles } from "./attacks/hanging-profiles.ts";
import { heavyLists } from "./attacks/heavy-lists.ts";
import { interimHeads } from "./attacks/interim-heads.ts";
import { justClosed } from "./attacks/just-closed.ts";
import { ledger } from "./attacks/ledger.ts";
import { oneByteChunks } from "./attacks/one-byte-chunks.ts";
import { sharedHostFails, sharedHostHangs } from "./attacks/shared-host.ts";
import { silentCreates } from "./attacks/silent-creates.ts";
import { silentNames } from "./attacks/silent-names.ts";

/** All attacks, by name. */
export const attacks: Readonly<Record<AttackName, Attack>> = {
  "hanging-profiles": hangingProfiles,
  "one-byte-chunks": oneByteChunks,
  "interim-heads": interimHeads,
  "silent-names": silentNames,
  "silent-creates-5": silentCreates(5),
  "silent-creates-60": silentCreates(60),
  "decimal-bulk": decimalBulk,
  "decimal-preview": decimalPreview,
  "shared-host-fails": sharedHostFails,
  "shared-host-hangs": sharedHostHangs,
  "full-profile": fullProfile,
  "closing-receiver": closingReceiver,
  "just-closed": justClosed,
  backlog,
  "heavy-lists": heavyLists,
  "bulk-loop": bulkLoop,
  ledger,
};
