/** The two worlds of a project. */
export type Mode = "test" | "live";

/** Whose objects a statement may see. */
export interface Owner {
  /** 16 bytes. */
  readonly projectId: Buffer;
  readonly mode: Mode;
}
