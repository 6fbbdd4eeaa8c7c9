// Made from openapi/ by `npm run generate`. Do not edit.

export type * from "../openapi/types.gen.ts";
