import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { header } from "./header.ts";

/**
 * Writes the messages, clients and servers of `proto/`, the descriptors for reflection, and the list of
 * idempotent RPCs.
 */
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
  writeFileSync(join(target, "idempotent-rpcs.ts"), idempotentRpcs(descriptors));
}

/** Methods with an `idempotency_level`, by service. */
function idempotentRpcs(descriptors: Uint8Array): string {
  const { file } = fromBinary(FileDescriptorSetSchema, descriptors);
  const services = file.flatMap(({ service }) => service);
  const lists = services.map(({ name, method }) => {
    const idempotent = method.filter(({ options }) => (options?.idempotencyLevel ?? 0) !== 0);
    const names = idempotent.map((each) =>
      JSON.stringify(each.name.charAt(0).toLowerCase() + each.name.slice(1)),
    );
    return `  ${name}: [${names.join(", ")}],`;
  });
  return [
    header("proto/"),
    "/** Methods that may be sent again when the peer was away: their `idempotency_level` says so. */",
    `export const idempotentRpcs = {\n${lists.join("\n")}\n} as const;`,
    "",
  ].join("\n");
}
