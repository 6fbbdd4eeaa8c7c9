import "./keys.css";
import { useMemo, useState } from "react";
import { useFilters } from "../../data/use-filters.ts";
import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import type { ApiKey, IssuedApiKey } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Segments } from "../../ui/input/segments.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import { CreateKeyDialog } from "./create-key-dialog.tsx";
import { IssuedDialog } from "./issued-dialog.tsx";
import { keyColumns } from "./key-columns.tsx";
import { RevokeDialog, RotateDialog } from "./key-dialogs.tsx";

/** The dialog that is open. */
type Asked =
  | { readonly what: "create" }
  | { readonly what: "revoke" | "rotate"; readonly of: ApiKey }
  | { readonly what: "issued"; readonly key: IssuedApiKey; readonly replaces?: "in-use" | undefined };

const kinds = ["valid", "all"] as const;

/** API keys of the project: what each may do, when it was last used, and the ways to make and end them. */
export function KeysPage() {
  const { whyNot, who } = useAccount();
  const filters = useFilters();
  const kind = filters.oneOf("show", kinds);
  const [asked, setAsked] = useState<Asked | null>(null);
  const reason = whyNot("admin");
  const close = () => setAsked(null);
  return (
    <>
      <PageHead title="Keys">
        <Segments
          name="Show"
          value={kind}
          choices={[
            { value: "valid", label: "Valid" },
            { value: "all", label: "All" },
          ]}
          onChange={(value) => filters.set("show", value === "valid" ? null : value)}
        />
        <Button kind="primary" icon="plus" whyNot={reason} onClick={() => setAsked({ what: "create" })}>
          New key
        </Button>
      </PageHead>
      <div className="panel">
        {reason !== null ? (
          <EmptyState icon="keys" title={reason} />
        ) : (
          <KeyTable
            onlyValid={kind === "valid"}
            inUse={who?.key.id ?? null}
            onAsk={(what, of) => setAsked({ what, of })}
          />
        )}
      </div>
      {asked?.what === "create" && (
        <CreateKeyDialog onMade={(key) => setAsked({ what: "issued", key })} onClose={close} />
      )}
      {asked?.what === "rotate" && (
        <RotateDialog
          of={asked.of}
          isInUse={asked.of.id === who?.key.id}
          onMade={(key) =>
            setAsked({ what: "issued", key, replaces: asked.of.id === who?.key.id ? "in-use" : undefined })
          }
          onClose={() => setAsked((now) => (now?.what === "rotate" ? null : now))}
        />
      )}
      {asked?.what === "revoke" && (
        <RevokeDialog of={asked.of} isInUse={asked.of.id === who?.key.id} onClose={close} />
      )}
      {asked?.what === "issued" && (
        <IssuedDialog issued={asked.key} goOnWithIt={asked.replaces === "in-use"} onClose={close} />
      )}
    </>
  );
}

function KeyTable({
  onlyValid,
  inUse,
  onAsk,
}: {
  readonly onlyValid: boolean;
  readonly inUse: string | null;
  onAsk(what: "revoke" | "rotate", of: ApiKey): void;
}) {
  const { landfall } = useAccount();
  const listing = useListing(["keys"], (cursor, signal) =>
    landfall.apiKeys.list({ limit: 50, ...(cursor && { cursor }) }, { signal }),
  );
  const rows = useMemo(
    () => (onlyValid ? listing.rows.filter(({ revoked_at }) => revoked_at === null) : listing.rows),
    [listing.rows, onlyValid],
  );
  return (
    <DataTable
      label="API keys"
      listing={{ ...listing, rows }}
      columns={keyColumns(inUse, onAsk)}
      idOf={({ id }) => id}
      href={() => null}
      empty={<EmptyState icon="keys" title="No keys" />}
    />
  );
}
