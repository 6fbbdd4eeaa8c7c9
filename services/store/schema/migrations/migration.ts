/** One migration of the schema. Works with the code before it and after it, and never changes once released. */
export interface Migration {
  /** Four digits and what it does. */
  readonly name: string;
  /** Run one by one. On MySQL each commits by itself, so each must be safe to run again. */
  readonly statements: readonly string[];
}
