process.argv[2] = "accounts";
await import("./process.ts");
