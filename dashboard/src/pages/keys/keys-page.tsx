import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import type { ApiKey } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Badge } from "../../ui/state.tsx";

const columns: readonly Column<ApiKey>[] = [
  { id: "name", header: "Name", card: "primary", cell: ({ name }) => <strong>{name}</strong> },
  {
    id: "mode",
    header: "Mode",
    fit: true,
    card: "corner",
    cell: ({ mode }) => <Badge tone={mode === "live" ? "good" : "warn"}>{mode}</Badge>,
  },
  { id: "scopes", header: "Scopes", cell: ({ scopes }) => scopes.join(", ") },
  {
    id: "created",
    header: "Created",
    fit: true,
    cell: ({ created_at }) => <Instant at={created_at} inRow />,
  },
  {
    id: "id",
    header: "Key",
    fit: true,
    hide: "wide",
    cell: ({ id }) => <span className="mono quiet">{id}</span>,
  },
];

/** API keys of the project. */
export function KeysPage() {
  const { landfall, whyNot } = useAccount();
  const reason = whyNot("admin");
  return (
    <>
      <PageHead title="Keys" />
      <div className="panel">
        {reason === null ? <KeyTable landfall={landfall} /> : <EmptyState icon="keys" title={reason} />}
      </div>
    </>
  );
}

function KeyTable({ landfall }: { readonly landfall: ReturnType<typeof useAccount>["landfall"] }) {
  const listing = useListing(["keys"], (cursor, signal) =>
    landfall.apiKeys.list({ limit: 50, ...(cursor && { cursor }) }, { signal }),
  );
  return (
    <DataTable
      label="API keys"
      listing={listing}
      columns={columns}
      idOf={({ id }) => id}
      href={() => null}
      empty={<EmptyState icon="keys" title="No keys" />}
    />
  );
}
