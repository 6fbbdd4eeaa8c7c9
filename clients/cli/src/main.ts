#!/usr/bin/env node
import { processWorld } from "./process-world.ts";
import { run } from "./run.ts";

const { world, ended } = processWorld(process);
const code = await run(process.argv.slice(2), world);
ended();
// Not exit(), which would lose output that a pipe has not read yet.
process.exitCode = code;
