import type { RowDataPacket } from "mysql2/promise";
import { lockName } from "../locks/lock-names.ts";
import type { Queryable, Store } from "../session/connect.ts";

/** A process that uses a dispatcher's name. */
export interface NamedProcess {
  /** 16 bytes, unique to the process. */
  readonly processId: Buffer;
  /** Equal for processes that can inspect each other; empty: unknown. */
  readonly place: string;
  /** Identifies the process to others in the same place. */
  readonly identity: string;
}

/** The process that holds a name now. */
export interface NameHolder extends NamedProcess {
  /** Rises as long as the process lives. */
  readonly beats: number;
}

interface NameRow extends RowDataPacket {
  process_id: Buffer;
  place: string;
  identity: string;
  beats: number;
}

/**
 * Takes a dispatcher's name for a process; the name is the holder of its claims. Of several processes that
 * try at once, one succeeds.
 *
 * @param mayTake returns true if the current holder is gone
 * @returns null when the name was taken, else its holder
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

/** Shows that the process is alive. @returns false when another process has its name now */
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

/** Releases the name, so that the next process can take it at once. */
export async function freeDispatcherName(store: Queryable, holder: Buffer, processId: Buffer): Promise<void> {
  await store.change("DELETE FROM dispatchers WHERE holder = ? AND process_id = ?", [holder, processId]);
}
