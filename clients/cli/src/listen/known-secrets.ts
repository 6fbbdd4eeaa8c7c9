import { isLandfallError, type LandfallError, secretsOf } from "../../../sdk/src/index.ts";
import type { Session } from "../session.ts";

/** Least time between reloads when a signature does not verify: the profile or its secret may be new. */
const askAgainMs = 5_000;

/** Secrets to verify with: the given ones, else those of the project and its endpoint profiles. */
export class KnownSecrets {
  readonly #session: Session;
  readonly #given: readonly string[];
  #found: readonly string[] = [];
  #askedAt: number | null = null;
  /** Reason that there are none; null if there are. */
  problem: string | null = null;

  constructor(session: Session, given: readonly string[]) {
    this.#session = session;
    this.#given = given;
  }

  get texts(): readonly string[] {
    return this.#given.length > 0 ? this.#given : this.#found;
  }

  /** Reloads them, unless they were just loaded. @returns false if they were not reloaded */
  async refresh(): Promise<boolean> {
    const { world } = this.#session;
    if (this.#given.length > 0 || (this.#askedAt !== null && world.now() - this.#askedAt < askAgainMs))
      return false;
    this.#askedAt = world.now();
    try {
      this.#found = await this.#ask();
      this.problem = this.#found.length === 0 ? "the project has no signing secret" : null;
    } catch (error) {
      this.problem = error instanceof Error ? `the secrets cannot be read: ${error.message}` : String(error);
      if (isLandfallError(error) && isAccess(error))
        this.problem = "the key may not read the secrets (scope admin); give one with --secret";
    }
    return true;
  }

  async #ask(): Promise<readonly string[]> {
    const { landfall, signal } = this.#session;
    const options = { signal, maxRetries: 0, timeoutMs: 5_000 };
    const texts = new Set(secretsOf(await landfall.signingSecrets.get(options)));
    for await (const { secret } of landfall.endpoints.list({ limit: 100 }, options))
      if (secret !== null) texts.add(secret);
    return [...texts];
  }
}

function isAccess({ name }: LandfallError): boolean {
  return name === "PermissionError" || name === "AuthenticationError";
}
