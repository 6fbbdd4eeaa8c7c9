import type { Api } from "../landfall/api.ts";

/** Creates an endpoint profile; returns its id. */
export async function makeProfile(api: Api, name: string, url: string): Promise<string> {
  const made = await api.make("/v1/endpoints", { name, url });
  if (typeof made === "object" && made !== null && "id" in made) return String(made.id);
  throw new Error(`no id of profile ${name}`);
}
