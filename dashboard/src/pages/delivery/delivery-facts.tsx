import { Link } from "wouter";
import type { Delivery } from "../../sdk.ts";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { CopyButton } from "../../ui/input/copy-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Facts } from "../../ui/value/facts.tsx";
import { Duration, Instant } from "../../ui/value/instant.tsx";
import { reasonText, State } from "../../ui/value/state.tsx";
import { policyText } from "./timeline.ts";
import { type DeliveryView, useReplays } from "./use-delivery.ts";

/** Shows where it comes from, and its instants. */
export function DeliveryFacts({ view: { delivery, schedule, policy } }: { readonly view: DeliveryView }) {
  const zone = schedule?.timezone ?? null;
  return (
    <Panel title="Delivery">
      <Facts
        lines={[
          [
            "Schedule",
            schedule === null ? (
              <span key="of" className="quiet">
                no longer kept
              </span>
            ) : (
              <Link key="of" href={`/schedules/${delivery.schedule_id}`}>
                {schedule.name ?? delivery.schedule_id}
              </Link>
            ),
          ],
          ["Due", <Instant key="due" at={delivery.scheduled_for} zone={zone} />],
          ["First byte", <Instant key="first" at={delivery.first_attempt_at} zone={zone} />],
          [
            "Lateness",
            <Duration key="late" ms={delivery.offset_ms === null ? null : Math.max(0, delivery.offset_ms)} />,
          ],
          ["Attempts", delivery.attempt_count],
          ["Reason", delivery.reason && reasonText[delivery.reason]],
          ["Retry policy", policy && policyText(policy)],
          ["Expires", <Instant key="expires" at={delivery.expires_at} zone={zone} />],
          ["Ended", <Instant key="ended" at={delivery.completed_at} zone={zone} />],
          ["Replayed", <Instant key="replayed" at={delivery.replayed_at} zone={zone} />],
        ]}
      />
    </Panel>
  );
}

/** Shows the request, as far as it may be shown: values of headers and bodies are write-only. */
export function RequestFacts({ view: { delivery, schedule } }: { readonly view: DeliveryView }) {
  return (
    <Panel title="Request">
      <Facts
        lines={[
          ["Method", <code key="method">{delivery.method}</code>],
          [
            "URL",
            <span key="url" className="with-copy">
              {delivery.endpoint} <CopyButton text={delivery.endpoint} label="Copy the URL" />
            </span>,
          ],
          [
            "Endpoint",
            schedule?.endpoint_id && (
              <Link key="to" href={`/endpoints/${schedule.endpoint_id}`}>
                {schedule.endpoint_id}
              </Link>
            ),
          ],
          ["Headers", schedule && <HeaderNames key="headers" names={schedule.header_keys} />],
          [
            "Body",
            schedule &&
              (schedule.has_body
                ? `${schedule.body_bytes.toLocaleString("en")} bytes; bodies are write-only, so it is not shown`
                : "none"),
          ],
          [
            "Idempotency-Key",
            <span key="key" className="with-copy">
              <code>{delivery.idempotency_key}</code>
              <CopyButton text={delivery.idempotency_key} label="Copy the Idempotency-Key" />
              {delivery.idempotency_key !== delivery.id && (
                <span className="quiet small">that of the first delivery of it</span>
              )}
            </span>,
          ],
        ]}
      />
    </Panel>
  );
}

function HeaderNames({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return "only Landfall’s own";
  return names.map((name) => (
    <div key={name}>
      <code>{name}: ••••••</code>
    </div>
  ));
}

/** Links the delivery with what it sends again, and with what sends it again. */
export function ReplayFacts({ delivery }: { readonly delivery: Delivery }) {
  const query = useReplays(delivery);
  if (delivery.completed_at === null && delivery.replay_of === null) return null;
  return (
    <Panel title="Replays">
      {delivery.replay_of !== null && (
        <Facts
          lines={[
            [
              "Sends again",
              <Link key="of" href={`/deliveries/${delivery.replay_of}`} className="mono">
                {delivery.replay_of}
              </Link>,
            ],
          ]}
        />
      )}
      {delivery.completed_at !== null && (
        <QueryState query={query}>
          {(replays) =>
            replays.length === 0 ? (
              delivery.replay_of === null && <p className="panel-body quiet">Nobody has sent it again.</p>
            ) : (
              <ul className="replays" aria-label="Replays of it">
                {replays.map(({ id, state, created_at }) => (
                  <li key={id} className="spread">
                    <Link href={`/deliveries/${id}`} className="mono">
                      {id}
                    </Link>
                    <State state={state} />
                    <Instant at={created_at} />
                  </li>
                ))}
              </ul>
            )
          }
        </QueryState>
      )}
    </Panel>
  );
}
