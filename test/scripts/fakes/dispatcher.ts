process.argv[2] = "dispatcher";
await import("./process.ts");
