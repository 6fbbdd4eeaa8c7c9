import type { Scene } from "./attack.ts";

/** Counts deliveries by state: `dispatching 128, retrying 3`. @param condition SQL, on `deliveries d` */
export async function standing(scene: Scene, condition: string): Promise<string> {
  const rows = await scene.store.rows(
    `SELECT d.state, COUNT(*) AS count FROM deliveries d WHERE ${condition} GROUP BY d.state ORDER BY d.state`,
  );
  const parts = rows.map(({ state, count }) => `${state} ${Number(count).toLocaleString("en-US")}`);
  return parts.join(", ") || "nothing";
}

/** Counts the attempts of an attacker's deliveries that ended with this error. */
export async function attemptsThatFailed(scene: Scene, errorCode: string): Promise<number> {
  return scene.store.number(
    `SELECT COUNT(*) FROM attempts d WHERE ${scene.attacker.condition} AND d.error_code = '${errorCode}'`,
  );
}
