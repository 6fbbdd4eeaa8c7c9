import "./secrets.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFilters } from "../../data/use-filters.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useAccount } from "../../session/account.tsx";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Tabs } from "../../ui/input/tabs.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ConfirmDialog } from "../../ui/popup/dialog.tsx";
import { useNotices } from "../../ui/popup/notices.ts";
import { CodeBlock } from "../../ui/value/code-block.tsx";
import { SecretCards } from "./secret-cards.tsx";
import { frameworkNames, frameworks, snippetOf } from "./snippets.ts";

const refreshMs = 30_000;

/** Signing secrets of the project: which sign now, which comes next, and until when the old one signs beside them. */
export function SecretsPage() {
  const { landfall, whyNot } = useAccount();
  const [asked, setAsked] = useState<"rotate" | "delete" | null>(null);
  const reason = whyNot("admin");
  const query = useQuery({
    queryKey: ["signing-secrets"],
    enabled: reason === null,
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => landfall.signingSecrets.get({ signal }),
  });
  const isUnsigned = query.data?.current === null;
  return (
    <>
      <PageHead title="Secrets">
        <Button kind="primary" icon="retry" whyNot={reason} onClick={() => setAsked("rotate")}>
          {isUnsigned ? "Make secrets" : "Rotate"}
        </Button>
      </PageHead>
      {reason !== null ? (
        <div className="panel">
          <EmptyState icon="secrets" title={reason} />
        </div>
      ) : (
        <Panel title="Signing secrets">
          <QueryState query={query}>{(secrets) => <SecretCards secrets={secrets} />}</QueryState>
        </Panel>
      )}
      <Verify />
      {reason === null && query.data !== undefined && !isUnsigned && (
        <Panel title="Leave the project unsigned">
          <div className="danger-zone">
            <p className="quiet">
              Deletes all of the project’s secrets at once. Profiles with a secret of their own still sign.
            </p>
            <Button kind="danger" onClick={() => setAsked("delete")}>
              Delete secrets
            </Button>
          </div>
        </Panel>
      )}
      <Questions asked={asked} isOverlap={query.data?.previous != null} onClose={() => setAsked(null)} />
    </>
  );
}

function Verify() {
  const filters = useFilters();
  const framework = filters.oneOf("in", frameworks);
  return (
    <Panel title="Verify a delivery">
      <div className="panel-body stack">
        <Tabs
          name="Framework"
          value={framework}
          choices={frameworks.map((value) => ({ value, label: frameworkNames[value] }))}
          onChange={(value) => filters.set("in", value === "node" ? null : value)}
        >
          <CodeBlock label={`Receiver for ${frameworkNames[framework]}`} text={snippetOf(framework)} />
        </Tabs>
        <p className="quiet small">
          A delivery is signed by the current secret, and during an overlap by the previous one too. A
          receiver that accepts the current and the next secret needs no change at a rotation.
        </p>
      </div>
    </Panel>
  );
}

function Questions({
  asked,
  isOverlap,
  onClose,
}: {
  readonly asked: "rotate" | "delete" | null;
  readonly isOverlap: boolean;
  onClose(): void;
}) {
  const { landfall } = useAccount();
  const queries = useQueryClient();
  const notices = useNotices();
  const rotate = async () => {
    queries.setQueryData(["signing-secrets"], await landfall.signingSecrets.rotate());
    notices.done("Rotated; the old secret signs beside the new one for 24 hours.");
  };
  const remove = async () => {
    queries.setQueryData(["signing-secrets"], await landfall.signingSecrets.delete());
    notices.done("Deleted; the project’s deliveries are not signed any more.");
  };
  return (
    <>
      <ConfirmDialog
        open={asked === "rotate"}
        title="Rotate the signing secrets?"
        action="Rotate now"
        danger={isOverlap}
        onConfirm={rotate}
        onClose={onClose}
      >
        <div className="stack">
          <p>
            The next secret becomes the current one, and a new next one is made. The current one goes on
            signing beside it for 24 hours: receivers that know either accept every delivery.
          </p>
          {isOverlap && (
            <p className="field-error">
              An overlap runs: the previous secret ends at once. Receivers that know only that one refuse
              every delivery from then on.
            </p>
          )}
        </div>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === "delete"}
        title="Leave the project unsigned?"
        action="Delete secrets"
        onConfirm={remove}
        onClose={onClose}
      >
        <p>
          All secrets of the project end at once, and receivers that verify refuse every delivery. New secrets
          can be made later; these cannot be brought back.
        </p>
      </ConfirmDialog>
    </>
  );
}
