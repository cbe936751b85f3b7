import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SessionBytes } from "../../../src/adapters/fs/session-bytes.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tracegate-bytes-"));
  path = join(folder, "sessions.jsonl");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const bytesOf = (): SessionBytes => new SessionBytes({ file: "sessions.jsonl", path });

describe("the bytes of a session file", () => {
  const text = Array.from({ length: 90_000 }, (_, line) => `{"late fee":${line}}\n`).join("");

  test("stay as they are while the next ones are read", async () => {
    writeFileSync(path, text);
    const seen: string[] = [];
    for await (const piece of bytesOf().chunks()) {
      for (let turn = 0; turn < 20; turn += 1) await turnOfTheLoop();
      seen.push(piece.toString("latin1"));
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.join("") === text).toBe(true);
  });

  test("need not be read to their end", async () => {
    writeFileSync(path, text);
    for await (const piece of bytesOf().chunks()) {
      expect(text.startsWith(piece.toString("latin1"))).toBe(true);
      break;
    }
  });

  test("of a folder are none, and the file is named", async () => {
    const reading = new SessionBytes({ file: "logs", path: folder }).chunks();
    await expect(reading.next()).rejects.toThrow("logs: cannot be read");
  });

  test("of a pipe come as they are written, and whoever has enough waits for no more", async () => {
    execFileSync("mkfifo", [path]);
    // Holds the pipe open until its own input ends.
    const script = `exec 3> "$0"; printf '{"late fee":5}\\n' >&3; cat`;
    const writer = spawn("sh", ["-c", script, path], { stdio: ["pipe", "ignore", "ignore"] });
    for await (const piece of bytesOf().chunks()) {
      expect(piece.toString()).toBe('{"late fee":5}\n');
      break;
    }
    expect(writer.exitCode).toBeNull();
    writer.stdin.end();
    await once(writer, "exit");
  });
});
