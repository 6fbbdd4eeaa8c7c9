import type { AddCommand } from "../../act.ts";
import { addChanges } from "../../endpoints/change-state.ts";
import { addGetEndpoint, addListEndpoints } from "../../endpoints/read-endpoints.ts";
import { addTestEndpoint } from "../../endpoints/test-endpoint.ts";
import { addCreateEndpoint, addEditEndpoint } from "../../endpoints/write-endpoint.ts";
import { addGroup } from "../../group.ts";

/** Adds `sched endpoints` with its commands. */
export const addEndpoints: AddCommand = (parent, context) => {
  const group = addGroup(
    parent,
    "endpoints",
    "Endpoint profiles: destinations that many schedules share",
    "sched endpoints",
    "sched endpoints create https://example.com/hook --name billing",
  );
  const all = [
    addListEndpoints,
    addGetEndpoint,
    addCreateEndpoint,
    addEditEndpoint,
    addChanges,
    addTestEndpoint,
  ];
  for (const add of all) add(group, context);
};
