process.argv[2] = "scheduler";
await import("./process.ts");
