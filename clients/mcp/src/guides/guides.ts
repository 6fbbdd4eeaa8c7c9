import { agents } from "./agents.ts";
import { deliveries } from "./deliveries.ts";
import { receiving } from "./receiving.ts";
import { times } from "./times.ts";

/** A page for somebody who uses Landfall, in Markdown. */
export interface Guide {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

/** Every guide, in the order to read them. */
export const guides: readonly Guide[] = [agents, times, deliveries, receiving];
