import type { RateLimit } from "../rate-limit.ts";

/** Settings of `/mcp`. */
export interface McpSettings {
  /** Rate limit of each key at `/mcp`, in addition to the one for all its requests; null: none. */
  readonly rateLimit: RateLimit | null;
  /** Names that `Host` and `Origin` may have beside this server's own, in lower case. */
  readonly hosts: readonly string[];
}
