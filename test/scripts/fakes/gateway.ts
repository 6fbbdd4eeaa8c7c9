process.argv[2] = "gateway";
await import("./process.ts");
