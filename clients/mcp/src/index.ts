export { guides } from "./guides/guides.ts";
export { llmsText } from "./guides/llms-text.ts";
export { createMcpServer, type McpServerOptions } from "./mcp-server.ts";
export { type StdioOptions, serveStdio } from "./stdio.ts";
export type { World } from "./tool.ts";
