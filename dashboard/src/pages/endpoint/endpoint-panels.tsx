import type { Endpoint } from "../../sdk.ts";
import { CopyButton } from "../../ui/input/copy-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Facts } from "../../ui/value/facts.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { State } from "../../ui/value/state.tsx";
import { policyText } from "../delivery/timeline.ts";

/** Where it goes, and what bounds it. */
export function ProfilePanel({ endpoint }: { readonly endpoint: Endpoint }) {
  const { url, description, header_keys, timeout, retry_policy, max_per_second, max_concurrency } = endpoint;
  return (
    <Panel title="Profile">
      <Facts
        lines={[
          [
            "URL",
            <span key="url">
              {url} <CopyButton text={url} label="Copy the URL" />
            </span>,
          ],
          ["Description", description],
          ["Rate", max_per_second === null ? "no limit" : `${max_per_second} attempts a second`],
          ["At once", max_concurrency === null ? "no limit" : `${max_concurrency} attempts`],
          ["Timeout", timeout ?? "30s, unless the schedule has its own"],
          ["Retry policy", retry_policy === null ? "of each schedule" : policyText(retry_policy)],
          [
            "Headers",
            header_keys.length === 0
              ? "only Landfall’s own"
              : header_keys.map((name) => (
                  <div key={name}>
                    <code>{name}: ••••••</code>
                  </div>
                )),
          ],
          [
            "Id",
            <span key="id">
              <code>{endpoint.id}</code> <CopyButton text={endpoint.id} label="Copy the id" />
            </span>,
          ],
          ["Version", endpoint.version],
          ["Created", <Instant key="created" at={endpoint.created_at} />],
          ["Changed", <Instant key="updated" at={endpoint.updated_at} />],
        ]}
      />
    </Panel>
  );
}

const breakerText = {
  closed: "Deliveries go out as they fall due.",
  open: "Attempts there went on failing, so its deliveries wait instead of using up attempts. It lets single ones through soon, to see if the receiver is back; mend the receiver.",
  half_open:
    "Single attempts go through, to see if the receiver is back. When they succeed, it closes and the rest goes out.",
} as const;

/** The breaker in words. */
export function BreakerPanel({ endpoint: { breaker, state } }: { readonly endpoint: Endpoint }) {
  return (
    <Panel title="Breaker" actions={<State state={breaker.state} />}>
      <div className="panel-body stack">
        <p>{breakerText[breaker.state]}</p>
        <p className="quiet small">
          {breaker.changed_at === null ? (
            "It has always been closed."
          ) : (
            <>
              Since <Instant at={breaker.changed_at} />
            </>
          )}
        </p>
        {state === "disabled" && (
          <p className="field-error">
            The profile is disabled: its deliveries wait until it is enabled, or expire.
          </p>
        )}
      </div>
    </Panel>
  );
}
