/** One message of protobuf, by the encoding of https://protobuf.dev/programming-guides/encoding/ */
export class OtlpMessage {
  readonly #fields = new Map<number, (bigint | Buffer)[]>();

  constructor(bytes: Buffer) {
    let at = 0;
    const varint = (): bigint => {
      let value = 0n;
      for (let shift = 0n; ; shift += 7n) {
        const byte = BigInt(bytes.readUInt8(at++));
        value |= (byte & 0x7fn) << shift;
        if (byte < 0x80n) return value;
      }
    };
    const take = (length: number): Buffer => {
      at += length;
      if (at > bytes.length) throw new Error("the message is cut");
      return bytes.subarray(at - length, at);
    };
    while (at < bytes.length) {
      const tag = Number(varint());
      const read = [varint, () => take(8), () => take(Number(varint())), null, null, () => take(4)][tag & 7];
      if (!read) throw new Error(`no wire type ${tag & 7}`);
      const values = this.#fields.get(tag >> 3) ?? [];
      values.push(read());
      this.#fields.set(tag >> 3, values);
    }
  }

  /** Nested messages of a field. */
  messages(field: number): OtlpMessage[] {
    return this.#bytes(field).map((bytes) => new OtlpMessage(bytes));
  }

  /** Numbers of its fields. */
  has(field: number): boolean {
    return this.#fields.has(field);
  }

  text(field: number): string {
    return this.#bytes(field)[0]?.toString("utf8") ?? "";
  }

  hex(field: number): string {
    return this.#bytes(field)[0]?.toString("hex") ?? "";
  }

  /** A varint; 0 if it is absent. */
  number(field: number): number {
    const [value] = this.#fields.get(field) ?? [];
    return typeof value === "bigint" ? Number(value) : 0;
  }

  /** fixed64, as milliseconds of its nanoseconds. */
  millis(field: number): number {
    return Number(this.#bytes(field)[0]?.readBigUInt64LE() ?? 0n) / 1e6;
  }

  double(field: number): number {
    return this.#bytes(field)[0]?.readDoubleLE() ?? Number.NaN;
  }

  #bytes(field: number): Buffer[] {
    return (this.#fields.get(field) ?? []).filter((value) => typeof value !== "bigint");
  }
}
