import { type PortProcess, startPortProcess } from "../port-process.ts";

/** Starts a receiver that hangs, drips or closes, as the path says (`hostile-process.ts`). */
export function startHostile(): Promise<PortProcess> {
  return startPortProcess(new URL("hostile-process.ts", import.meta.url));
}
