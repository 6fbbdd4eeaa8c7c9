#!/usr/bin/env node
import { readCredentials } from "./credentials.ts";
import { serveStdio } from "./stdio.ts";

/** `landfall-mcp`, `npm run mcp`: the MCP server on standard input and output. */
const complain = ({ message }: Error) => process.stderr.write(`landfall-mcp: ${message}\n`);

try {
  await serveStdio({ ...readCredentials(process.env), onError: complain });
} catch (error) {
  complain(error instanceof Error ? error : new Error(String(error)));
  process.exitCode = 1;
}
