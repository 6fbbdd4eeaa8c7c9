import { useQuery } from "@tanstack/react-query";
import { PageHead } from "../../frame/page-head.tsx";
import { useAccount } from "../../session/account.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { QueryState } from "../../ui/query-state.tsx";

/** Signing secrets of the project: which sign now, and until when. */
export function SecretsPage() {
  const { landfall, whyNot } = useAccount();
  const reason = whyNot("admin");
  const query = useQuery({
    queryKey: ["signing-secrets"],
    enabled: reason === null,
    queryFn: ({ signal }) => landfall.signingSecrets.get({ signal }),
  });
  return (
    <>
      <PageHead title="Secrets" />
      {reason !== null ? (
        <div className="panel">
          <EmptyState icon="secrets" title={reason} />
        </div>
      ) : (
        <Panel title="Signing secrets">
          <QueryState query={query}>
            {({ current, next, previous }) => (
              <Facts
                lines={[
                  ["Signs now", current && <Instant key="current" at={current.created_at} />],
                  ["Comes next", next && <Instant key="next" at={next.created_at} />],
                  ["Signs beside it until", previous && <Instant key="previous" at={previous.expires_at} />],
                ]}
              />
            )}
          </QueryState>
        </Panel>
      )}
    </>
  );
}
