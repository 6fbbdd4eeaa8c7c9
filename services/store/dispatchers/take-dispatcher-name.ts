import type { RowDataPacket } from "mysql2/promise";
import { lockName } from "../locks/lock-names.ts";
import type { Queryable, Store } from "../session/connect.ts";

/** A process that goes by a dispatcher's name. */
export interface NamedProcess {
  /** 16 bytes that no other process has. */
  readonly processId: Buffer;
  /** The same for processes that can look at one another; empty: unknown. */
  readonly place: string;
  /** Which process it is, to those in its place. */
  readonly identity: string;
}

/** The process that has a name at the moment. */
export interface NameHolder extends NamedProcess {
  /** Rises as long as it lives. */
  readonly beats: number;
}

interface NameRow extends RowDataPacket {
  process_id: Buffer;
  place: string;
  identity: string;
  beats: number;
}

/**
 * Has a process go by a name, which is the holder of its claims. Of several that try at once one does.
 *
 * @param mayTake whether the process that has it is gone
 * @returns null when the name was taken, else who has it
 */
export function takeDispatcherName(
  store: Store,
  holder: Buffer,
  { processId, place, identity }: NamedProcess,
  mayTake: (other: NameHolder) => boolean,
): Promise<NameHolder | null> {
  return store.transact(async (transaction) => {
    await lockName(transaction, `dispatcher:${holder.toString("hex")}`);
    const [row] = await transaction.rows<NameRow>(
      "SELECT process_id, place, identity, beats FROM dispatchers WHERE holder = ?",
      [holder],
    );
    const other = row && {
      processId: row.process_id,
      place: row.place,
      identity: row.identity,
      beats: row.beats,
    };
    if (other && !mayTake(other)) return other;
    await transaction.change(
      `INSERT INTO dispatchers (holder, process_id, place, identity) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE process_id = VALUES(process_id), place = VALUES(place), identity = VALUES(identity), beats = 0`,
      [holder, processId, place, identity],
    );
    return null;
  });
}

/** Shows that the process lives. @returns false when another has its name by now */
export async function beatDispatcherName(
  store: Queryable,
  holder: Buffer,
  processId: Buffer,
): Promise<boolean> {
  const met = await store.change(
    "UPDATE dispatchers SET beats = beats + 1 WHERE holder = ? AND process_id = ?",
    [holder, processId],
  );
  return met > 0;
}

/** Gives the name up, so that the next process takes it at once. */
export async function freeDispatcherName(store: Queryable, holder: Buffer, processId: Buffer): Promise<void> {
  await store.change("DELETE FROM dispatchers WHERE holder = ? AND process_id = ?", [holder, processId]);
}
