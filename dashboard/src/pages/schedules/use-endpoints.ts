import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Endpoint } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";

/** More profiles than anybody would look through in a list. */
const most = 1_000;

/** The endpoint profiles, for choices and names. */
export function useEndpoints(): readonly Endpoint[] {
  const landfall = useLandfall();
  const { data } = useQuery({
    queryKey: ["endpoints", "choices"],
    staleTime: 30_000,
    queryFn: ({ signal }) => landfall.endpoints.list({ limit: 100 }, { signal }).take(most),
  });
  return useMemo(() => data ?? [], [data]);
}

/** Names a profile: its own name, else its address, else its id. */
export function useEndpointName(): (id: string) => string {
  const endpoints = useEndpoints();
  return useMemo(() => {
    const names = new Map(endpoints.map(({ id, name, url }) => [id, name ?? url]));
    return (id: string) => names.get(id) ?? id;
  }, [endpoints]);
}
