import { z } from "zod";
import { scheduleState } from "../closed-sets.ts";
import { firstRows } from "../first-rows.ts";
import { counted, cursor, limit, nextCursor, rowOfSchedule, scheduleRow, usualLimit } from "../shown.ts";
import { defineTool } from "../tool.ts";

/** `list_schedules` */
export const listSchedules = defineTool({
  name: "list_schedules",
  title: "List schedules",
  description: "Lists schedules, newest first, in short rows. get_schedule has the whole of one.",
  scope: "read",
  kind: { reads: true, repeatable: true },
  input: z.strictObject({
    state: scheduleState.optional(),
    query: z.string().min(1).max(200).optional().describe("Text in the name or the destination."),
    limit,
    cursor,
  }),
  output: z.looseObject({ schedules: z.array(scheduleRow), next_cursor: nextCursor }),
  async run({ state, query, limit: most = usualLimit, cursor: from }, { landfall, options }) {
    const asked = { state, q: query, limit: most, cursor: from };
    const { data, next_cursor } = await firstRows(landfall.schedules.list(asked, options));
    const more = next_cursor === null ? "" : " There are more: call again with `cursor`.";
    return {
      said: `${counted(data.length, "schedule")}.${more}`,
      output: { schedules: data.map(rowOfSchedule), next_cursor },
    };
  },
});
