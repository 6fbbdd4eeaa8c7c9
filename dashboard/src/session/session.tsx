import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { Landfall, type WhoAmI } from "../sdk.ts";
import { areRemembered, type KnownKey, type KnownKeys, keepKeys, loadKeys, withFirst } from "./known-keys.ts";

/** The keys of this browser and what can be done with them. */
export interface Session {
  /** The first is in use; none: nobody is signed in. */
  readonly keys: KnownKeys;
  /** @throws LandfallError or TypeError if the key is none */
  signIn(key: string, remember: boolean): Promise<void>;
  switchTo(key: KnownKey): void;
  /** Forgets the key in use; the next one, if any, takes its place. */
  signOut(): void;
}

const Context = createContext<Session | null>(null);

/** Provides the session to everything below. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [keys, setKeys] = useState(loadKeys);
  const session = useMemo<Session>(() => {
    const keep = (next: KnownKeys, remember = areRemembered()) => {
      keepKeys(next, remember);
      setKeys(next);
    };
    return {
      keys,
      async signIn(key, remember) {
        const who = await clientOf(key).whoAmI();
        keep(withFirst(keys, knownKey(key, who)), remember);
      },
      switchTo: (key) => keep(withFirst(keys, key)),
      signOut: () => keep(keys.slice(1)),
    };
  }, [keys]);
  return <Context value={session}>{children}</Context>;
}

/** The session. */
export function useSession(): Session {
  const session = use(Context);
  if (session === null) throw new Error("outside of a SessionProvider");
  return session;
}

/** A client that asks once: the console repeats by itself, and says so. */
export function clientOf(apiKey: string): Landfall {
  return new Landfall({ apiKey, baseUrl: location.origin, maxRetries: 0, timeoutMs: 15_000 });
}

function knownKey(key: string, { key: { name }, project, mode }: WhoAmI): KnownKey {
  return { key, name, project: project.name, mode };
}
