import type { Handler } from "../../handler.ts";

/** GET /healthz */
export const getHealth: Handler<"getHealth"> = async () => ({ status: 200, body: { status: "ok" } });
