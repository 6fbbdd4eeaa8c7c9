import { type IdempotentRequest, mustBeTheSame } from "./idempotency.ts";

/** How often it starts again because somebody else took the idempotency key meanwhile. */
const mostRounds = 5;

/** What the store noted of a key. */
interface KeyRecord {
  readonly requestHash: Buffer;
  readonly objectId: Buffer;
}

/** Describes how one kind of thing is made. */
export interface MakeOnce<Made> {
  /** The record of the key; none when it was not used yet. */
  readonly find: (keyHash: Buffer) => Promise<readonly KeyRecord[]>;
  /** What the key made, as it is now; null, with `forget` only: it is kept no longer. */
  readonly recall: (objectId: Buffer) => Promise<Made | null>;
  /**
   * Frees a key whose object is gone: the same request makes it anew. Left out where what was made is there for ever.
   */
  readonly forget?: (record: { readonly keyHash: Buffer; readonly objectId: Buffer }) => Promise<void>;
  /** Makes it, and takes the key in the same transaction; what it throws leaves all as it is. */
  readonly make: () => Promise<Made>;
  /** True if an error of `make` says that somebody else took the key first. */
  readonly isDuplicate: (error: unknown) => boolean;
}

/** Describes what there is after it, and whether its idempotency key had made it before. */
export interface MadeOnce<Made> {
  readonly made: Made;
  readonly madeBefore: boolean;
}

/**
 * Makes something that with an idempotency key the same request makes once, however often and at once it comes.
 *
 * @param idempotent null: without a key
 * @throws ServiceError `idempotency_key_reused`, and what `recall` and `make` throw
 */
export async function makeOnce<Made>(
  idempotent: IdempotentRequest | null,
  { find, recall, forget, make, isDuplicate }: MakeOnce<Made>,
): Promise<MadeOnce<Made>> {
  for (let round = 1; ; round++) {
    const [before] = idempotent ? await find(idempotent.keyHash) : [];
    if (before && idempotent) {
      mustBeTheSame(idempotent, before);
      const made = await recall(before.objectId);
      if (made !== null) return { made, madeBefore: true };
      if (!forget) throw new Error("an idempotency key outlived what it made");
      await forget({ keyHash: idempotent.keyHash, objectId: before.objectId });
    }
    try {
      return { made: await make(), madeBefore: false };
    } catch (error) {
      if (!isDuplicate(error) || round === mostRounds) throw error;
    }
  }
}
