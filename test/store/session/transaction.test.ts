import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectStore, type Store } from "../../../services/store/session/connect.ts";
import { Written } from "../../../services/store/session/statement.ts";
import { OpenTransaction } from "../../../services/store/session/transaction.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let beside: StoreUnderTest;
let store: Store;
beforeAll(async () => {
  beside = await openStoreUnderTest();
  await beside.query(
    "CREATE TABLE notes (id INT PRIMARY KEY AUTO_INCREMENT, text MEDIUMTEXT NOT NULL, UNIQUE KEY (text(40)))",
  );
  store = connectStore({ url: beside.database.url, connections: 2 });
});
afterAll(async () => {
  await store.close();
  await beside.close();
});
beforeEach(() => beside.query("DELETE FROM notes"));

const insert = "INSERT INTO notes (text) VALUES (?)";
const notes = async () => (await beside.query("SELECT text FROM notes ORDER BY id")).map(({ text }) => text);

describe("a statement that is put off", () => {
  it("goes before the next one, whose answer is its own", async () => {
    const seen = await store.transact(async (transaction) => {
      await transaction.later(insert, ["one; two?"]);
      await transaction.later(insert, ["it's"]);
      const rows = await transaction.rows("SELECT text FROM notes ORDER BY id");
      await transaction.later(insert, ["three"]);
      const changed = await transaction.change("UPDATE notes SET text = CONCAT(text, '!')");
      return { texts: rows.map(({ text }) => text), changed };
    });
    expect(seen).toEqual({ texts: ["one; two?", "it's"], changed: 3 });
    expect(await notes()).toEqual(["one; two?!", "it's!", "three!"]);
  });

  it("is told how many rows it met once it has been sent, with the next one or by itself", async () => {
    const met: number[] = [];
    const note = (rows: number) => met.push(rows);
    await store.transact(async (transaction) => {
      await transaction.later("INSERT INTO notes (text) VALUES ('one'), ('two')", [], note);
      await transaction.later("UPDATE notes SET text = 'none' WHERE text = 'nobody'", [], note);
      expect(met).toEqual([]);
      await transaction.rows("SELECT 1");
      expect(met).toEqual([2, 0]);
      await transaction.later("DELETE FROM notes WHERE text = 'two'", [], note);
      await transaction.sendWaiting();
      expect(met).toEqual([2, 0, 1]);
    });
    expect(await notes()).toEqual(["one"]);
  });

  it("goes before the commit when there is no next one, be it the only one", async () => {
    await store.transact((transaction) => transaction.later(insert, ["alone"]));
    expect(await notes()).toEqual(["alone"]);
  });

  it("fails the transaction with all that stood in it, there where it is sent", async () => {
    const isReached: string[] = [];
    const work = store.transact(async (transaction) => {
      await transaction.later(insert, ["same"]);
      await transaction.later(insert, ["same"]);
      await transaction.later(insert, ["other"]);
      isReached.push("put off");
      await transaction.rows("SELECT 1");
      isReached.push("read");
    });
    await expect(work).rejects.toMatchObject({ code: "ER_DUP_ENTRY" });
    expect(isReached).toEqual(["put off"]);
    expect(await notes()).toEqual([]);
  });

  it("is not sent at all when the work throws", async () => {
    const work = store.transact(async (transaction) => {
      await transaction.later(insert, ["never"]);
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await notes()).toEqual([]);
    // Nor does it appear in the next transaction of that connection.
    await Promise.all([1, 2].map(() => store.transact((transaction) => transaction.rows("SELECT 1"))));
    expect(await notes()).toEqual([]);
  });

  it("does not wait for others when much waits, so that no message is larger than servers take", async () => {
    const messages: string[] = [];
    const transaction = new OpenTransaction(
      async (text) => {
        messages.push(text);
        return [] as never;
      },
      () => new Written("0"),
    );
    const large = "x".repeat(700 * 1024);
    for (let count = 0; count < 8; count++) await transaction.later(insert, [large]);
    expect(await transaction.finish()).toBe(true);
    expect(messages.map((message) => message.split("INSERT").length - 1)).toEqual([2, 2, 2, 2]);
    expect(messages.map((message) => message.startsWith("START TRANSACTION; "))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("goes by itself where several servers are written to, since what is rolled back within a message is not told", async () => {
    const messages: string[] = [];
    const send = async (text: string) => {
      messages.push(text);
      return { affectedRows: messages.length } as never;
    };
    const transaction = new OpenTransaction(send, () => new Written("0"), true);
    const met: number[] = [];
    await transaction.later("INSERT INTO notes VALUES (1)", [], (rows) => met.push(rows));
    await transaction.later("INSERT INTO notes VALUES (2)", [], (rows) => met.push(rows));
    expect(await transaction.change("DELETE FROM notes")).toBe(4);
    expect(messages).toEqual([
      "START TRANSACTION",
      "INSERT INTO notes VALUES (1)",
      "INSERT INTO notes VALUES (2)",
      "DELETE FROM notes",
    ]);
    expect(met).toEqual([2, 3]);
  });
});
