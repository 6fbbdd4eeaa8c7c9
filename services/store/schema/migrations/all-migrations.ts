import { initial } from "./0001-initial.ts";
import { rowsThatStay } from "./0002-rows-that-stay.ts";
import { countUnsentEnds } from "./0003-count-unsent-ends.ts";
import { usualValuesByDefault } from "./0004-usual-values-by-default.ts";
import { answersOfBulkCalls } from "./0005-answers-of-bulk-calls.ts";
import { locksThatWrite } from "./0006-locks-that-write.ts";
import { zoneRules } from "./0007-zone-rules.ts";
import { tracesOfCreates } from "./0008-traces-of-creates.ts";
import { creditsOfSchedules } from "./0009-credits.ts";
import { accountsAndPlans } from "./0010-accounts-and-plans.ts";
import { wallets } from "./0011-wallets.ts";
import { signIn } from "./0012-sign-in.ts";
import type { Migration } from "./migration.ts";

/** Every migration, in the order in which they run. */
export const allMigrations: readonly Migration[] = [
  initial,
  rowsThatStay,
  countUnsentEnds,
  usualValuesByDefault,
  answersOfBulkCalls,
  locksThatWrite,
  zoneRules,
  tracesOfCreates,
  creditsOfSchedules,
  accountsAndPlans,
  wallets,
  signIn,
];
