import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sessionFolder } from "../../../src/adapters/fs/session-folder.ts";
import type { Session } from "../../../src/core/trace/session.ts";

let root: string;
let out: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tracegate-out-"));
  out = join(root, "sessions");
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const session = (id: string, user = "Late fee?"): Session => ({ id, turns: [{ user, steps: [] }] });
const at = (name: string): unknown => JSON.parse(readFileSync(join(out, name), "utf8"));
const shown = { holdsBack: false, isIgnored: false };

describe("a folder of sessions", () => {
  test("holds each session under its id", () => {
    const folder = sessionFolder(out, shown);
    expect(folder.write(session("late-fee"))).toEqual({
      name: "late-fee.json",
      outcome: "written",
    });
    folder.discard();
    expect(at("late-fee.json")).toEqual(session("late-fee"));
    expect(readdirSync(out)).toEqual(["late-fee.json"]);
  });

  test("the same session again changes nothing; another one of its id stands beside it", () => {
    sessionFolder(out, shown).write(session("late-fee"));
    const folder = sessionFolder(out, shown);
    expect(folder.write(session("late-fee"))).toEqual({
      name: "late-fee.json",
      outcome: "unchanged",
    });
    const other = folder.write(session("late-fee", "Lost parcel?"));
    expect(other).toEqual({
      name: expect.stringMatching(/^late-fee\.[0-9a-f]{8}\.json$/),
      outcome: "beside",
    });
    expect(folder.write(session("late-fee", "Lost parcel?"))).toEqual({
      ...other,
      outcome: "unchanged",
    });
    expect(at("late-fee.json")).toEqual(session("late-fee"));
    expect(at(other.name)).toEqual(session("late-fee", "Lost parcel?"));
  });

  test("hostile ids stay in the folder", () => {
    const folder = sessionFolder(out, shown);
    for (const id of ["../../outside", "/etc/passwd", "a/../../b", "..\\..\\c"])
      folder.write(session(id));
    folder.discard();
    expect(readdirSync(root)).toEqual(["sessions"]);
    expect(readdirSync(out)).toHaveLength(4);
  });

  test("a link of the session's name is neither followed nor replaced", () => {
    mkdirSync(out);
    writeFileSync(join(root, "precious"), "mine");
    symlinkSync(join(root, "precious"), join(out, "late-fee.json"));
    expect(sessionFolder(out, shown).write(session("late-fee"))).toMatchObject({
      outcome: "beside",
    });
    expect(readFileSync(join(root, "precious"), "utf8")).toBe("mine");
  });

  test("what is held back is seen once it is committed, and never otherwise", () => {
    const held = { holdsBack: true, isIgnored: false };
    const given = sessionFolder(out, held);
    given.write(session("a"));
    given.write(session("A"));
    given.discard();
    expect(readdirSync(out)).toEqual([]);
    const kept = sessionFolder(out, held);
    kept.write(session("a"));
    expect(kept.write(session("a", "Lost parcel?")).outcome).toBe("beside");
    kept.commit();
    expect(readdirSync(out)).toHaveLength(2);
  });

  test("git leaves a folder of results alone, where it was made for them", () => {
    sessionFolder(out, { holdsBack: false, isIgnored: true }).write(session("a"));
    expect(readFileSync(join(out, ".gitignore"), "utf8")).toBe("*\n");
    mkdirSync(join(root, "own"));
    sessionFolder(join(root, "own"), { holdsBack: false, isIgnored: true }).write(session("a"));
    expect(existsSync(join(root, "own/.gitignore"))).toBe(false);
  });

  test("a folder that cannot be made is the user's to mend", () => {
    writeFileSync(out, "a file");
    expect(() => sessionFolder(out, shown).write(session("a"))).toThrow(
      expect.objectContaining({ name: "UserError", code: "SESSIONS_UNWRITABLE" }),
    );
  });
});
