import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useMemo } from "react";
import { followServerTime } from "../now.ts";
import type { Landfall, Scope, WhoAmI } from "../sdk.ts";
import { clientOf } from "./session.tsx";

/** The key in use: its client, and what it may do. */
export interface Account {
  readonly landfall: Landfall;
  /** Undefined until it is known. */
  readonly who: WhoAmI | undefined;
  /** Null if the key may, else why not, as a sentence for a tooltip. */
  whyNot(scope: Scope): string | null;
}

const Context = createContext<Account | null>(null);

/** Provides the client of a key, and its scopes. */
export function AccountProvider({
  apiKey,
  children,
}: {
  readonly apiKey: string;
  readonly children: ReactNode;
}) {
  const landfall = useMemo(() => clientOf(apiKey), [apiKey]);
  const { data: who } = useQuery({
    queryKey: ["whoami"],
    queryFn: ({ signal }) => landfall.whoAmI({ signal }),
    staleTime: 60_000,
  });
  useEffect(() => {
    if (who !== undefined) followServerTime(who.server_time);
  }, [who]);
  const account = useMemo<Account>(
    () => ({
      landfall,
      who,
      whyNot: (scope) =>
        who === undefined || who.key.scopes.includes(scope)
          ? null
          : `This key (${who.key.name}) lacks the scope “${scope}”. Sign in with one that has it.`,
    }),
    [landfall, who],
  );
  return <Context value={account}>{children}</Context>;
}

/** The key in use. */
export function useAccount(): Account {
  const account = use(Context);
  if (account === null) throw new Error("outside of an AccountProvider");
  return account;
}

/** The client of the key in use. */
export function useLandfall(): Landfall {
  return useAccount().landfall;
}
