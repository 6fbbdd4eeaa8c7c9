/** The two modes of a project; their objects never mix. */
export type Mode = "test" | "live";

/** Project and mode; a statement sees only this owner's objects. */
export interface Owner {
  /** 16 bytes. */
  readonly projectId: Buffer;
  readonly mode: Mode;
}
