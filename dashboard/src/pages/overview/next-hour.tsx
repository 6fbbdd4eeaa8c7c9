import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { serverNow } from "../../now.ts";
import type { Overview } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Destination } from "../../ui/value/destination.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { count } from "./figures.tsx";
import { nextBySchedule, type Upcoming } from "./next-by-schedule.ts";

const hourMs = 3_600_000;
const shown = 6;
const looked = 100;

/** Lists the deliveries that fire within the next hour, the soonest first; each schedule once. */
export function NextHour({ overview }: { readonly overview: Overview | undefined }) {
  const landfall = useLandfall();
  const query = useQuery({
    queryKey: ["next-hour"],
    refetchInterval: 10_000,
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        (["scheduled", "retrying"] as const).map((state) =>
          landfall.deliveries.list({ state, limit: looked }, { signal }).then(({ data }) => data),
        ),
      );
      return nextBySchedule(pages.flat(), serverNow() + hourMs);
    },
  });
  const all = overview?.needs_attention.due_soon ?? 0;
  return (
    <Panel title="Next hour" actions={<span className="quiet small">{count(all)} due</span>}>
      <QueryState query={query}>
        {(upcoming) =>
          upcoming.length === 0 && all === 0 ? (
            <p className="calm-note">
              Nothing is due in the next hour. <Link href="/schedules/new">New schedule</Link>
            </p>
          ) : (
            <Soonest upcoming={upcoming} all={all} />
          )
        }
      </QueryState>
    </Panel>
  );
}

function Soonest({ upcoming, all }: { readonly upcoming: readonly Upcoming[]; readonly all: number }) {
  const first = upcoming.slice(0, shown);
  const listed = first.reduce((sum, each) => sum + each.times, 0);
  return (
    <>
      <ul className="next">
        {first.map(({ delivery, times }) => (
          <li key={delivery.id}>
            <span className="when">
              <Instant at={delivery.next_attempt_at} />
            </span>
            <Link href={`/deliveries/${delivery.id}`} className="what truncate">
              <Destination method={delivery.method} url={delivery.endpoint} />
            </Link>
            {delivery.attempt_count > 0 && (
              <span className="quiet small nowrap">attempt {delivery.attempt_count + 1}</span>
            )}
            {times > 1 && <span className="quiet small nowrap">and {times - 1} more</span>}
          </li>
        ))}
      </ul>
      {all > listed && (
        <p className="note">
          {count(all - listed)} others; see{" "}
          <Link href="/deliveries?state=scheduled">all that are scheduled</Link>.
        </p>
      )}
    </>
  );
}
