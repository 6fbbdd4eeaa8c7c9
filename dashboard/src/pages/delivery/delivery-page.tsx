import "./delivery.css";
import { useParams } from "wouter";
import { PageHead } from "../../frame/page-head.tsx";
import { useNow } from "../../now.ts";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Badge, State } from "../../ui/value/state.tsx";
import { DeliveryActions } from "./delivery-actions.tsx";
import { DeliveryFacts, ReplayFacts, RequestFacts } from "./delivery-facts.tsx";
import { timelineOf } from "./timeline.ts";
import { TimelineList } from "./timeline-list.tsx";
import { type DeliveryView, useDelivery } from "./use-delivery.ts";
import { verdictOf } from "./verdict.ts";

/** One delivery: what became of it and why, attempt by attempt, and what can be done. */
export function DeliveryPage() {
  const { id = "" } = useParams();
  const query = useDelivery(id);
  const delivery = query.data?.delivery;
  return (
    <>
      <PageHead
        title={id}
        mono
        crumbs={[
          delivery?.state === "dead_lettered"
            ? { href: "/dead-letters", name: "Dead letters" }
            : { href: "/deliveries", name: "Deliveries" },
        ]}
        badge={
          delivery && (
            <>
              <State state={delivery.state} />
              {delivery.completed_at === null && <Badge>renews itself</Badge>}
            </>
          )
        }
      >
        {delivery && <DeliveryActions delivery={delivery} />}
      </PageHead>
      {query.data === undefined ? (
        <Panel title="Delivery">
          <QueryState query={query}>{() => null}</QueryState>
        </Panel>
      ) : (
        <DeliveryBody view={query.data} />
      )}
    </>
  );
}

function DeliveryBody({ view }: { readonly view: DeliveryView }) {
  const { delivery, attempts, schedule, policy } = view;
  const zone = schedule?.timezone ?? null;
  return (
    <>
      <Verdict view={view} />
      <div className="delivery-columns">
        <Panel title="Timeline">
          <TimelineList moments={timelineOf(delivery, attempts, policy)} delivery={delivery} zone={zone} />
        </Panel>
        <div className="stack">
          <DeliveryFacts view={view} />
          <RequestFacts view={view} />
          <ReplayFacts delivery={delivery} />
        </div>
      </div>
    </>
  );
}

function Verdict({ view: { delivery, attempts } }: { readonly view: DeliveryView }) {
  const now = useNow();
  const { tone, text, next } = verdictOf({ now, delivery, attempts });
  return (
    <section className="panel verdict" data-tone={tone} aria-label="Verdict">
      <div style={{ gridColumn: "1 / -1" }}>
        <p className="text">{text}</p>
        {next !== null && <p className="next">{next}</p>}
      </div>
    </section>
  );
}
