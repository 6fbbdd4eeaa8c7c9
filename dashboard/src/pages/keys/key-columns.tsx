import type { ApiKey } from "../../sdk.ts";
import { Button } from "../../ui/input/button.tsx";
import type { Column } from "../../ui/table/data-table.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { Badge } from "../../ui/value/state.tsx";

/** Columns of keys. @param inUse id of the key that one is signed in with */
export function keyColumns(
  inUse: string | null,
  onAsk: (what: "revoke" | "rotate", of: ApiKey) => void,
): readonly Column<ApiKey>[] {
  return [
    {
      id: "name",
      header: "Name",
      percent: 24,
      card: "primary",
      cell: ({ id, name }) => (
        <>
          <strong>{name}</strong> {id === inUse && <Badge tone="info">in use here</Badge>}
        </>
      ),
    },
    {
      id: "state",
      header: "State",
      fit: true,
      card: "corner",
      cell: ({ revoked_at }) =>
        revoked_at === null ? (
          <Badge tone="good" icon="check">
            Valid
          </Badge>
        ) : (
          <Badge icon="ban">Revoked</Badge>
        ),
    },
    { id: "hint", header: "Key", fit: true, cell: ({ hint }) => <span className="mono quiet">{hint}</span> },
    { id: "scopes", header: "May", cell: ({ scopes }) => scopes.join(", ") },
    {
      id: "mode",
      header: "Mode",
      fit: true,
      hide: "medium",
      cell: ({ mode }) => <Badge tone={mode === "live" ? "good" : "warn"}>{mode}</Badge>,
    },
    {
      id: "used",
      header: "Last used",
      fit: true,
      cell: ({ last_used_at }) =>
        last_used_at === null ? (
          <span className="quiet">never</span>
        ) : (
          <Instant at={last_used_at} show="relative" inRow />
        ),
    },
    {
      id: "created",
      header: "Created",
      fit: true,
      hide: "wide",
      cell: ({ created_at }) => <Instant at={created_at} show="time" inRow />,
    },
    {
      id: "actions",
      header: "Actions",
      fit: true,
      cell: (key) =>
        key.revoked_at === null ? (
          <span className="row key-actions">
            <Button small aria-label={`Rotate ${key.name}`} onClick={() => onAsk("rotate", key)}>
              Rotate
            </Button>
            <Button
              small
              kind="danger"
              aria-label={`Revoke ${key.name}`}
              onClick={() => onAsk("revoke", key)}
            >
              Revoke
            </Button>
          </span>
        ) : (
          <Instant at={key.revoked_at} inRow />
        ),
    },
  ];
}
