/** One step of the schema. It works with the code before it and after it; a landed one never changes. */
export interface Migration {
  /** Four digits and what it does. */
  readonly name: string;
  /** Run one by one; on MySQL each commits by itself, so each must be safe to meet half done. */
  readonly statements: readonly string[];
}
