import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { gzipSync } from "node:zlib";
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

/** All pieces joined, as they were when each came; `afterFirst` is called between the first one and the second. */
async function read(bytes: SessionBytes, afterFirst: () => void = () => {}): Promise<string> {
  const seen: string[] = [];
  for await (const piece of bytes.chunks()) {
    seen.push(piece.toString("latin1"));
    if (seen.length === 1) afterFirst();
  }
  return seen.join("");
}

describe("the bytes of a session file", () => {
  /** Longer than several pieces. */
  const text = Array.from({ length: 400_000 }, (_, line) => `{"late fee":${line}}\n`).join("");

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

  test("come whole from a file that is written to meanwhile", async () => {
    writeFileSync(path, text);
    const all = await read(bytesOf(), () => appendFileSync(path, text));
    expect(all === text + text).toBe(true);
  });

  test("end early where the file is cut meanwhile, and it is no failure", async () => {
    writeFileSync(path, text);
    const all = await read(bytesOf(), () => truncateSync(path, 0));
    expect(all.length).toBeGreaterThan(0);
    expect(all.length).toBeLessThan(text.length);
    expect(text.startsWith(all)).toBe(true);
  });

  test.skipIf(!existsSync("/proc/version"))(
    "come from a file that is said to hold none, such as those of /proc",
    async () => {
      const made = new SessionBytes({ file: "version", path: "/proc/version" });
      expect(await read(made)).toBe(readFileSync("/proc/version", "latin1"));
    },
  );

  test("of an empty file are none", async () => {
    writeFileSync(path, "");
    expect(await read(bytesOf())).toBe("");
  });

  test("come whole out of a compressed file of several pieces", async () => {
    // Digits that no compressor can make much shorter (a linear congruence).
    let state = 7;
    const digits = Array.from({ length: 800_000 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state.toString(36);
    }).join("\n");
    const zipped = gzipSync(digits, { level: 1 });
    expect(zipped.length).toBeGreaterThan(2.5 * 1024 * 1024);
    writeFileSync(path, zipped);
    const bytes = bytesOf();
    expect((await read(bytes)) === digits).toBe(true);
    expect(bytes.damage).toBeUndefined();
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
