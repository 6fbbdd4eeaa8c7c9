import "./filters.css";
import type { Filters } from "../../data/use-filters.ts";
import { Select } from "../../ui/input/select.tsx";
import { type Period, periodLabels, periods } from "./period.ts";

/** Chooses the period that a list covers; "from … to …" shows two fields for a custom one. */
export function PeriodFilter({
  filters,
  period,
  byDefault = "24h",
}: {
  readonly filters: Filters;
  readonly period: Period;
  readonly byDefault?: Period;
}) {
  return (
    <>
      <Select
        name="Made"
        value={period}
        choices={periods.map((value) => ({ value, label: periodLabels[value] }))}
        onChange={(value) => filters.set("period", value === byDefault ? null : value)}
      />
      {period === "custom" && (
        <>
          <LocalTime
            label="From"
            value={filters.get("from")}
            onChange={(value) => filters.set("from", value)}
          />
          <LocalTime label="To" value={filters.get("to")} onChange={(value) => filters.set("to", value)} />
        </>
      )}
    </>
  );
}

function LocalTime({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | null;
  onChange(value: string): void;
}) {
  return (
    <label className="local-time">
      <span className="quiet">{label}</span>
      <input
        type="datetime-local"
        className="input"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
