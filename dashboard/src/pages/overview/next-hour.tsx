import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { serverNow } from "../../now.ts";
import type { Delivery, Overview } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { count } from "./figures.tsx";

const hourMs = 3_600_000;
const shown = 6;
const looked = 100;

/** What fires within the next hour, the soonest first. */
export function NextHour({ overview }: { readonly overview: Overview | undefined }) {
  const landfall = useLandfall();
  const query = useQuery({
    queryKey: ["next-hour"],
    refetchInterval: 10_000,
    queryFn: async ({ signal }) => {
      const [waiting, retrying] = await Promise.all(
        (["scheduled", "retrying"] as const).map((state) =>
          landfall.deliveries.list({ state, limit: looked }, { signal }).then(({ data }) => data),
        ),
      );
      return soonest([...(waiting ?? []), ...(retrying ?? [])]);
    },
  });
  const all = overview?.needs_attention.due_soon ?? 0;
  return (
    <Panel title="Next hour" actions={<span className="quiet small">{count(all)} due</span>}>
      <QueryState query={query}>
        {(soon) =>
          soon.length === 0 && all === 0 ? (
            <p className="calm-note">Nothing is due in the next hour.</p>
          ) : (
            <>
              <ul className="next">
                {soon.slice(0, shown).map((delivery) => (
                  <NextDelivery key={delivery.id} delivery={delivery} />
                ))}
              </ul>
              {all > Math.min(soon.length, shown) && (
                <p className="note">
                  {soon.length === 0 ? "They were" : "The others were"} planned long ago or come later in the
                  hour: <Link href="/deliveries?state=scheduled">all that are scheduled</Link>.
                </p>
              )}
            </>
          )
        }
      </QueryState>
    </Panel>
  );
}

function NextDelivery({ delivery }: { readonly delivery: Delivery }) {
  const { id, method, endpoint, next_attempt_at: at, attempt_count: attempts } = delivery;
  return (
    <li>
      <span className="when">
        <Instant at={at} />
      </span>
      <Link href={`/deliveries/${id}`} className="what truncate">
        <span className="mono">{method}</span> {endpoint.replace(/^https?:\/\//, "")}
      </Link>
      {attempts > 0 && <span className="quiet small nowrap">attempt {attempts + 1}</span>}
    </li>
  );
}

function soonest(deliveries: readonly Delivery[]): Delivery[] {
  const until = serverNow() + hourMs;
  return deliveries
    .filter(({ next_attempt_at: at }) => at !== null && Date.parse(at) < until)
    .sort((one, other) => (one.next_attempt_at ?? "").localeCompare(other.next_attempt_at ?? ""));
}
