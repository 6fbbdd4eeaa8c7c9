import { type PortProcess, startPortProcess } from "../port-process.ts";

/** Starts a receiver that never answers. */
export function startHanging(): Promise<PortProcess> {
  return startPortProcess(new URL("hang-process.ts", import.meta.url));
}
