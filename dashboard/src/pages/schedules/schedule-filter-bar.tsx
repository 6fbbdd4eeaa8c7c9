import { type FormEvent, useState } from "react";
import { Icon } from "../../ui/icon.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Combobox } from "../../ui/input/combobox.tsx";
import { SearchField } from "../../ui/input/search-field.tsx";
import { Select } from "../../ui/input/select.tsx";
import { stateLabel } from "../../ui/value/state.tsx";
import { kindText } from "./timing-text.ts";
import { useEndpoints } from "./use-endpoints.ts";
import { kinds, periods, type ScheduleFilters, states } from "./use-schedule-filters.ts";

const periodText: Readonly<Record<(typeof periods)[number], string>> = {
  any: "any time",
  "1h": "last hour",
  "24h": "last 24 hours",
  "7d": "last 7 days",
  "30d": "last 30 days",
};

/** Search and filters; each stands in the address. */
export function ScheduleFilterBar({ filters }: { readonly filters: ScheduleFilters }) {
  return (
    <>
      <div className="filter-bar">
        <SearchField
          label="Search name or destination"
          value={filters.q}
          onChange={(value) => filters.set("q", value)}
        />
        <Select
          name="State"
          value={filters.state}
          choices={states.map((value) => ({ value, label: value === "all" ? "all" : stateLabel(value) }))}
          onChange={(value) => filters.set("state", value === "all" ? null : value)}
        />
        <Select
          name="Kind"
          value={filters.kind}
          choices={kinds.map((value) => ({ value, label: value === "all" ? "all" : kindText(value) }))}
          onChange={(value) => filters.set("kind", value === "all" ? null : value)}
        />
        <EndpointFilter filters={filters} />
        <Select
          name="Created"
          value={filters.period}
          choices={periods.map((value) => ({ value, label: periodText[value] }))}
          onChange={(value) => filters.set("created", value === "any" ? null : value)}
        />
        <MetadataFilter filters={filters} />
        {filters.isFiltered && (
          <Button kind="plain" onClick={filters.clear}>
            Clear filters
          </Button>
        )}
      </div>
      <MetadataChips filters={filters} />
    </>
  );
}

function EndpointFilter({ filters }: { readonly filters: ScheduleFilters }) {
  const data = useEndpoints();
  const all = { value: "", label: "all" };
  const known = data.map(({ id, name, url }) => ({ value: id, label: name ?? url }));
  const isKnown = filters.endpointId === null || known.some(({ value }) => value === filters.endpointId);
  const other =
    isKnown || filters.endpointId === null ? [] : [{ value: filters.endpointId, label: filters.endpointId }];
  return (
    <Combobox
      name="Endpoint"
      value={filters.endpointId ?? ""}
      choices={[all, ...other, ...known]}
      empty="No endpoint has this name."
      onChange={(value) => filters.set("endpoint_id", value)}
    />
  );
}

/** Adds a name and a value that the metadata must have. */
function MetadataFilter({ filters }: { readonly filters: ScheduleFilters }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState(false);
  const add = (event: FormEvent) => {
    event.preventDefault();
    const at = text.indexOf("=");
    if (at < 1) return setProblem(true);
    filters.setMetadata({ ...filters.metadata, [text.slice(0, at).trim()]: text.slice(at + 1).trim() });
    setText("");
  };
  return (
    <form onSubmit={add} className="metadata-filter">
      <input
        className="input"
        aria-label="Metadata, as name=value; Enter adds it"
        placeholder="metadata: a=b"
        autoComplete="off"
        spellCheck={false}
        maxLength={540}
        value={text}
        aria-invalid={problem || undefined}
        onChange={(event) => {
          setProblem(false);
          setText(event.target.value);
        }}
      />
      <span className="visually-hidden" aria-live="polite">
        {problem && "Write it as name=value."}
      </span>
    </form>
  );
}

function MetadataChips({ filters }: { readonly filters: ScheduleFilters }) {
  const pairs = Object.entries(filters.metadata);
  if (pairs.length === 0) return null;
  return (
    <ul className="chips" aria-label="Metadata filters">
      {pairs.map(([name, value]) => (
        <li key={name} className="chip">
          <span className="mono">
            {name}={value}
          </span>
          <button
            type="button"
            aria-label={`Remove the filter ${name}`}
            onClick={() => {
              const { [name]: _removed, ...others } = filters.metadata;
              filters.setMetadata(others);
            }}
          >
            <Icon name="cross" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}
