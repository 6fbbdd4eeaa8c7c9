import { useQuery } from "@tanstack/react-query";
import { useLandfall } from "../../session/account.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { State } from "../../ui/value/state.tsx";

const refreshMs = 15_000;

/** Shows what the newest attempt at a profile came to. */
export function LastOutcome({ id }: { readonly id: string }) {
  const landfall = useLandfall();
  const { data } = useQuery({
    queryKey: ["logs", "newest", id],
    staleTime: refreshMs,
    refetchInterval: refreshMs,
    queryFn: ({ signal }) =>
      landfall.logs.list({ endpoint_id: id, limit: 1 }, { signal }).then((page) => page.data[0] ?? null),
  });
  if (data === undefined) return <span className="quiet">…</span>;
  if (data === null) return <span className="quiet">none lately</span>;
  return (
    <>
      <State state={data.outcome} /> {data.status_code} <Instant at={data.started_at} show="relative" inRow />
    </>
  );
}
