import type { RowDataPacket } from "mysql2/promise";
import type { Transaction } from "../session/connect.ts";
import { shareEndpoints } from "./lock-endpoints.ts";

/** A profile, and the version that was read. */
export interface EndpointVersion {
  readonly id: Buffer;
  readonly version: number;
}

/**
 * Returns which of these profiles have not changed since they were read. Until the transaction ends nobody
 * can change these, and a change after it sees what the transaction wrote. By primary key; on a store of
 * several servers the transaction also shares their names, which a change locks (`lockEndpointAgainstUse`).
 */
export async function lockUnchanged(
  transaction: Transaction,
  profiles: readonly EndpointVersion[],
): Promise<(profile: EndpointVersion) => boolean> {
  if (profiles.length === 0) return () => false;
  const ids = new Map(profiles.map(({ id }) => [id.toString("hex"), id]));
  const rows = await transaction.rows<RowDataPacket & { id: Buffer; version: number }>(
    "SELECT id, version FROM endpoints FORCE INDEX (PRIMARY) WHERE id IN (?) ORDER BY id LOCK IN SHARE MODE",
    [[...ids.values()]],
  );
  if (transaction.isOneOfSeveral) await shareEndpoints(transaction, [...ids.values()]);
  const versions = new Map(rows.map(({ id, version }) => [id.toString("hex"), version]));
  return ({ id, version }) => versions.get(id.toString("hex")) === version;
}
