import { describe, expect, test } from "vitest";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { loadProject } from "../../../src/app/project/load-project.ts";
import { subjectOf } from "../../../src/app/results/tested-subject.ts";
import { validateProject } from "../../../src/app/setup/validate-project.ts";
import { projectRequest } from "../../../src/compose/compose-project.ts";
import { describeValidation } from "../../../src/core/config/validation.ts";
import type { Case } from "../../../src/core/dataset/dataset.ts";
import type { BaseFiles } from "../../../src/ports/base-files.ts";
import { giftShop, giftShopDir, type ProjectTexts } from "../../support/project-dir.ts";
import { called, oneTurn } from "../../support/sessions.ts";

const lateFee = "datasets/support/cases/late-fee.yaml";
const lateFeeSession = "datasets/support/sessions/late-fee.json";
const session = oneTurn("Is there a late fee in Norway?", [
  called("search_policies", { query: "late fee Norway" }, { documents: [] }),
]);
const recorded = { [lateFeeSession]: JSON.stringify(session) };

function request(changes: ProjectTexts) {
  return projectRequest({ root: giftShopDir(changes), configPath: "tracegate.yaml" });
}

/** The gift shop whose case about a late fee has some lines more. */
function shop(lines: string, changes: ProjectTexts = {}): ProjectTexts {
  return { [lateFee]: `${giftShop[lateFee]}${lines}\n`, ...changes };
}

async function caseOf(changes: ProjectTexts): Promise<Case> {
  const { dataset } = await loadProject(request(changes));
  const found = dataset.cases.find(({ id }) => id === "late-fee");
  if (found === undefined) throw new Error("no case");
  return found;
}

async function keyOf(changes: ProjectTexts): Promise<string> {
  const project = await loadProject(request(changes));
  return subjectOf(project, [], { agentDigest: "sha256:0" }).key;
}

const situations: readonly (readonly [string, ProjectTexts, readonly string[]])[] = [
  ["session-missing", shop("tools: recorded"), ["SESSION_MISSING 10:8"]],
  [
    "session-unreadable",
    shop("tools: { mode: recorded, session: fee.json }", {
      "datasets/support/sessions/fee.json": "{",
    }),
    ["SESSION_NOT_JSON 10:35"],
  ],
  [
    "session-too-large",
    shop("tools: recorded", { [lateFeeSession]: new Uint8Array(16 * 1024 * 1024 + 1).fill(32) }),
    ["SESSION_TOO_LARGE 10:8"],
  ],
  [
    "session-without-tools",
    shop("tools: recorded", { [lateFeeSession]: JSON.stringify(oneTurn("Hi", [], "Hello")) }),
    ["SESSION_WITHOUT_TOOLS 10:8"],
  ],
  [
    "session-elsewhere",
    shop("tools: { mode: recorded, session: ../cases/late-fee.json }"),
    ["WRONG_VALUE 10:35"],
  ],
  [
    "tools-never-recorded",
    shop(
      `tools: { mode: recorded, readOnly: [search_policy], match: { lookup_order: { order_id: exact } } }
faults: [{ tool: issue_refund, fault: error }]`,
      recorded,
    ),
    ["TOOL_NEVER_RECORDED 10:37", "TOOL_NEVER_RECORDED 10:76", "TOOL_NEVER_RECORDED 11:18"],
  ],
  [
    "faults",
    shop(`faults:
  - { tool: search_policies, fault: timeout, keep: 3 }
  - { tool: search_policies, fault: stale, call: 1 }
  - { tool: search_policies, fault: malformed-json, value: "[]" }
  - { tool: search_policies, fault: slow, delayMs: 60000 }
  - { tool: search_policies, fault: error, call: 1, after: 2 }
  - { tool: search_policies, fault: stale, value: 1, merge: { a: 1 } }
  - { tool: search_policies, fault: crash, probability: 2 }`),
    [
      "WRONG_VALUE 11:52",
      "WRONG_VALUE 12:50",
      "WRONG_VALUE 13:60",
      "WRONG_VALUE 15:60",
      "WRONG_VALUE 16:61",
      "WRONG_VALUE 17:37",
      "OUT_OF_RANGE 17:57",
    ],
  ],
  [
    "fault-too-slow",
    shop("faults: [{ tool: search_policies, fault: slow, delayMs: 60000 }]"),
    ["FAULT_TOO_SLOW 10:57"],
  ],
  [
    "nothing-fails",
    shop("tools: recorded", {
      ...recorded,
      "evaluators/searches-policies/v1.yaml":
        "name: searches-policies\nversion: 1\ndimension: tool-use\nkind: check\ncheck: recovers-from-tool-failure\n",
    }),
    ["NOTHING_FAILS 9:16"],
  ],
  [
    "matchers",
    shop(
      "tools: { mode: recorded, match: { search_policies: { query: alike, page: { within: 1, similar: 0.5 } } } }",
      recorded,
    ),
    ["WRONG_VALUE 10:61", "WRONG_VALUE 10:74"],
  ],
];

const nothingReleased: BaseFiles = {
  base: () => Promise.resolve(undefined),
  editedBelow: () => Promise.resolve([]),
  read: () => Promise.resolve(undefined),
};

describe("what is wrong with recorded tools and faults", () => {
  test.each(situations)("%s", async (name, changes, problems) => {
    const validation = await validateProject(request(changes), nothingReleased, systemClock);
    const found = validation.result === "valid" ? [] : validation.problems;
    expect(found.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(problems);
    const text = `${describeValidation(validation)}\n`;
    await expect(text).toMatchFileSnapshot(`../../golden/validate-tools/${name}.txt`);
  });
});

describe("a case whose tools are recorded", () => {
  test("holds the session of its name, with the project's rules and its own", async () => {
    const declared = `${giftShop["tracegate.yaml"]}tools:
  search_policies: { readOnly: true, match: { query: similar, page: ignore } }
  think: { live: true }
`;
    const { tools } = await caseOf(
      shop("tools: { mode: recorded, match: { search_policies: { query: exact } } }", {
        ...recorded,
        "tracegate.yaml": declared,
      }),
    );
    expect(tools).toEqual({
      recorded: { file: lateFeeSession, session },
      readOnly: ["search_policies"],
      live: ["think"],
      match: { search_policies: { query: "exact", page: "ignore" } },
      faults: [],
    });
  });

  test("is another case once the session is another one, and not for the name of its file", async () => {
    const { digest } = await caseOf(shop("tools: recorded", recorded));
    const renamed = shop("tools: { mode: recorded, session: fee.json }", {
      "datasets/support/sessions/fee.json": JSON.stringify({ ...session, id: "another" }),
    });
    expect((await caseOf(renamed)).digest).toBe(digest);
    const other = oneTurn("Is there a late fee in Norway?", [
      called("search_policies", { query: "late fee Norway" }, { documents: [{ id: "fees" }] }),
    ]);
    const changed = shop("tools: recorded", { [lateFeeSession]: JSON.stringify(other) });
    expect((await caseOf(changed)).digest).not.toBe(digest);
    expect((await caseOf({})).digest).not.toBe(digest);
  });

  test.each([
    "tools: { mode: recorded, readOnly: [search_policies] }",
    "tools: { mode: recorded, live: [think] }",
    "tools: { mode: recorded, match: { search_policies: { query: exact } } }",
    "tools: recorded\nfaults: [{ tool: search_policies, fault: error }]",
    "tools: recorded\nfaults: [{ tool: search_policies, fault: error, seed: 1 }]",
  ])("is another case with %j", async (lines) => {
    const plain = await caseOf(shop("tools: recorded", recorded));
    expect((await caseOf(shop(lines, recorded))).digest).not.toBe(plain.digest);
  });
});

describe("what is declared of tools in the configuration", () => {
  const declared = {
    "tracegate.yaml": `${giftShop["tracegate.yaml"]}tools: { search_policies: { readOnly: true } }\n`,
  };

  test("is part of what is tested where a case's tools are recorded", async () => {
    const changes = shop("tools: recorded", recorded);
    expect(await keyOf({ ...changes, ...declared })).not.toBe(await keyOf(changes));
  });

  test("changes nothing where none are, and voids no sign-off", async () => {
    expect(await keyOf(declared)).toBe(await keyOf({}));
    const changes = shop("tools: recorded", recorded);
    expect((await caseOf({ ...changes, ...declared })).digest).toBe((await caseOf(changes)).digest);
  });
});
