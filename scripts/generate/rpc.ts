import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { header } from "./header.ts";

/** Writes messages, clients and servers of `proto/`, and its descriptors for reflection. */
export function generateRpc(root: string, target: string): void {
  mkdirSync(target, { recursive: true });
  const buf = (...words: string[]) =>
    execFileSync(join(root, "node_modules/.bin/buf"), words, {
      cwd: join(root, "proto"),
      stdio: ["ignore", "pipe", "inherit"],
      maxBuffer: 64 * 1024 * 1024,
    });
  const template = readFileSync(join(root, "proto/buf.gen.yaml"), "utf8");
  const moved = join(target, "buf.gen.yaml");
  writeFileSync(moved, template.replace("../generated/rpc", target));
  buf("generate", "--template", moved);
  rmSync(moved);
  const descriptors = buf("build", "--as-file-descriptor-set", "--output", "-#format=binpb");
  const source = [
    header("proto/"),
    "/** A serialized `google.protobuf.FileDescriptorSet` of all of `proto/`, for gRPC reflection. */",
    `export const descriptors: Uint8Array = Buffer.from("${descriptors.toString("base64")}", "base64");`,
  ];
  writeFileSync(join(target, "descriptors.ts"), `${source.join("\n")}\n`);
}
