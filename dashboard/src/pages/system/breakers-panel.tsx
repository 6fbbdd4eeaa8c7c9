import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { useLandfall } from "../../session/account.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { State } from "../../ui/value/state.tsx";

/** Profiles that are looked at; more than these are on their page. */
const most = 500;
const shown = 6;

/** Endpoint profiles of the project whose deliveries wait. */
export function BreakersPanel() {
  const landfall = useLandfall();
  const query = useQuery({
    queryKey: ["endpoints", "breakers"],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => landfall.endpoints.list({ limit: 100 }, { signal }).take(most),
  });
  return (
    <Panel title="Breakers" actions={<span className="quiet small">of this project’s profiles</span>}>
      <QueryState query={query}>
        {(endpoints) => {
          const held = endpoints.filter(
            ({ state, breaker }) => state === "disabled" || breaker.state !== "closed",
          );
          if (held.length === 0) {
            return (
              <p className="panel-body row">
                <Icon name="check" size={18} />
                {endpoints.length === 0 ? "There are no profiles." : `All closed, of ${endpoints.length}.`}
              </p>
            );
          }
          return (
            <ul className="parts">
              {held.slice(0, shown).map(({ id, name, url, state, breaker }) => (
                <li key={id}>
                  <div className="spread">
                    <Link href={`/endpoints/${id}`} className="truncate">
                      {name ?? url}
                    </Link>
                    <State state={state === "disabled" ? state : breaker.state} />
                  </div>
                  <span className="quiet small">
                    {state === "disabled" ? (
                      "Its deliveries wait until it is enabled."
                    ) : (
                      <>
                        Since <Instant at={breaker.changed_at} />
                      </>
                    )}
                  </span>
                </li>
              ))}
              {held.length > shown && (
                <li>
                  <Link href="/endpoints">{held.length - shown} more</Link>
                </li>
              )}
            </ul>
          );
        }}
      </QueryState>
    </Panel>
  );
}
