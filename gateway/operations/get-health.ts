import type { Handler } from "../operations.ts";

/** GET /healthz */
export const getHealth: Handler<"getHealth"> = async () => ({ status: 200, body: { status: "ok" } });
