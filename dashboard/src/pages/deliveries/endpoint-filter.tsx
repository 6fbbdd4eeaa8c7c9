import { useQuery } from "@tanstack/react-query";
import { useLandfall } from "../../session/account.tsx";
import { Combobox } from "../../ui/input/combobox.tsx";

/** Profiles that can be chosen from; one that is further back is found on the page of endpoints. */
const most = 500;

/** Chooses an endpoint profile by its name or URL; there is nothing to see while there is no profile. */
export function EndpointFilter({
  value,
  onChange,
}: {
  readonly value: string | null;
  onChange(id: string | null): void;
}) {
  const landfall = useLandfall();
  const { data = [] } = useQuery({
    queryKey: ["endpoints", "choices"],
    staleTime: 60_000,
    queryFn: ({ signal }) => landfall.endpoints.list({ limit: 100 }, { signal }).take(most),
  });
  if (data.length === 0 && value === null) return null;
  const known = data.map(({ id, name, url }) => ({
    value: id,
    label: name === null ? url : `${name} · ${url}`,
  }));
  const isKnown = value === null || known.some((choice) => choice.value === value);
  const any = { value: "", label: "all" };
  return (
    <Combobox
      name="Endpoint"
      value={value ?? ""}
      choices={[any, ...(isKnown || value === null ? [] : [{ value, label: value }]), ...known]}
      empty="No profile matches."
      onChange={(next) => onChange(next === "" ? null : next)}
    />
  );
}
