import { type IdempotentRequest, mustBeTheSame } from "./idempotency.ts";

/** Number of rounds before it gives up because other requests keep taking the idempotency key first. */
const mostRounds = 5;

/** The stored record of an idempotency key. */
interface KeyRecord {
  readonly requestHash: Buffer;
  readonly objectId: Buffer;
}

/** Steps of making one kind of object. */
export interface MakeOnce<Made> {
  /** Finds the record of the key; empty when it was not used yet. */
  readonly find: (keyHash: Buffer) => Promise<readonly KeyRecord[]>;
  /**
   * Loads the object that the key made, as it is now. Null, allowed only with `forget`: the object was
   * purged.
   */
  readonly recall: (objectId: Buffer) => Promise<Made | null>;
  /**
   * Frees a key whose object was purged, so that the same request makes it again. Left out where objects are
   * never purged.
   */
  readonly forget?: (record: { readonly keyHash: Buffer; readonly objectId: Buffer }) => Promise<void>;
  /** Makes the object and takes the key in the same transaction; when it throws, nothing has changed. */
  readonly make: () => Promise<Made>;
  /** True if an error of `make` means that another request took the key first. */
  readonly isDuplicate: (error: unknown) => boolean;
}

/** The object, and whether its idempotency key had made it before. */
export interface MadeOnce<Made> {
  readonly made: Made;
  readonly madeBefore: boolean;
}

/**
 * Makes an object. With an idempotency key, repeated and concurrent requests make one object.
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
