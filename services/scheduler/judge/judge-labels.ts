import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { ServiceError } from "../../runtime/errors.ts";

/** Name and metadata, by which people find a schedule. */
export interface Labels {
  readonly name: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Checks name and metadata. @throws ServiceError `invalid_parameter` for the name, `invalid_metadata` */
export function judgeLabels(fields: ScheduleFields): Labels {
  const name = fields.name ?? null;
  if (name !== null && (!withinCharacters(name, 200) || name === "")) {
    throw new ServiceError("invalid_parameter", "name must have 1 to 200 characters.", "name");
  }
  const pairs = Object.entries(fields.metadata);
  if (pairs.length > 50)
    throw new ServiceError("invalid_metadata", "metadata may hold at most 50 pairs.", "metadata");
  for (const [key, value] of pairs) {
    if (key === "" || !withinCharacters(key, 40)) {
      throw new ServiceError("invalid_metadata", "A metadata key must have 1 to 40 characters.", "metadata");
    }
    if (!withinCharacters(value, 500)) {
      throw new ServiceError(
        "invalid_metadata",
        "A metadata value may have at most 500 characters.",
        `metadata.${key}`,
      );
    }
  }
  return { name, metadata: fields.metadata };
}

/** Counts characters as Unicode code points. Text that is not valid Unicode is always refused. */
function withinCharacters(text: string, most: number): boolean {
  return text.isWellFormed() && (text.length <= most || [...text].length <= most);
}
