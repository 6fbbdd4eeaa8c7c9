/** The two modes of a project. An object belongs to one of them, and a key sees only the objects of its own. */
export type Mode =
  /** For trials. Left out of the published punctuality. */
  | "test"
  /** For production. */
  | "live";

/** Project and mode; a statement sees only this owner's objects. */
export interface Owner {
  /** 16 bytes. */
  readonly projectId: Buffer;
  readonly mode: Mode;
}
