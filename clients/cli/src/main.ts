#!/usr/bin/env node
import { processWorld } from "./process-world.ts";
import { run } from "./run.ts";

const { world, ended } = processWorld(process);
const code = await run(process.argv.slice(2), world);
ended();
// Not exit(): what a pipe has not taken yet would be lost.
process.exitCode = code;
