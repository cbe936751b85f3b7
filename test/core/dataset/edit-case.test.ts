import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { caseStatuses } from "../../../src/core/dataset/case-file.ts";
import { editCase } from "../../../src/core/dataset/edit-case.ts";
import { failureModes } from "../../../src/core/dataset/failure-modes.ts";

const signOff = { by: "maria-policy", at: "2026-11-20", digest: `sha256:${"9c1e".repeat(16)}` };
const lateFee = `# yaml-language-server: $schema=../../../schema/case.schema.json
id: late-fee # the name of the file
title: "A late fee"
status: proposed
conversation:
  - user: Is there a late fee in Norway, for a customer who paid two days after the reminder and lives on Svalbard?
expectations:
  - { dimension: abstention, evaluator: says-it-does-not-know@1 }
provenance: { issue: 128 }
`;

describe("an edited case", () => {
  test("keeps all that people wrote", () => {
    const edited = editCase(lateFee, {
      status: "open",
      signOff,
      provenance: { failedOn: "1234567", reproduced: "14/20" },
    });
    expect(edited).toBe(
      `${lateFee
        .replace("status: proposed", "status: open")
        .replace(
          "{ issue: 128 }",
          '{ issue: 128, failedOn: "1234567", reproduced: 14/20 }',
        )}signOff: { by: maria-policy, at: 2026-11-20, digest: ${signOff.digest} }\n`,
    );
  });

  test("is the same text where it says all of it already", () => {
    const once = editCase(lateFee, { status: "open", signOff }) ?? "";
    expect(editCase(once, { status: "open", signOff })).toBe(once);
    expect(editCase(lateFee, {})).toBe(lateFee);
  });

  test("has one sign-off, the new one", () => {
    const once = editCase(lateFee, { signOff: { ...signOff, by: "tom-tax" } }) ?? "";
    expect(parse(editCase(once, { signOff }) ?? "")).toMatchObject({ signOff });
  });

  test.each([
    ["a list", "- late-fee"],
    ["no YAML", "id: [late"],
    ["two documents", "id: a\n---\nid: b\n"],
    ["too large", `id: late-fee\n# ${"a".repeat(256 * 1024)}`],
    ["nothing", ""],
  ])("is not made of %s", (_, text) => {
    expect(editCase(text, { status: "open" })).toBeUndefined();
  });

  test("says afterwards what was written, and all else as before", () => {
    const edits = fc.record(
      {
        status: fc.constantFrom(...caseStatuses),
        failureMode: fc.constantFrom(...failureModes),
        signOff: fc.constant(signOff),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(edits, (edit) => {
        expect(parse(editCase(lateFee, edit) ?? "")).toEqual({ ...parse(lateFee), ...edit });
      }),
    );
  });
});
