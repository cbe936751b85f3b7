import { describe, expect, test } from "vitest";
import { loadProject } from "../../../src/app/project/load-project.ts";
import { validateProject } from "../../../src/app/setup/validate-project.ts";
import { composeBaseFiles } from "../../../src/compose/compose-base.ts";
import { projectRequest } from "../../../src/compose/compose-project.ts";
import { describeValidation } from "../../../src/core/config/validation.ts";
import { giftShop, giftShopDir, type ProjectTexts } from "../../support/project-dir.ts";

const files = {
  config: "tracegate.yaml",
  dataset: "datasets/support/dataset.yaml",
  lateFee: "datasets/support/cases/late-fee.yaml",
  lostParcel: "datasets/support/scenarios/lost-parcel.yaml",
  abstains: "evaluators/says-it-does-not-know/v1.yaml",
  searches: "evaluators/searches-policies/v1.yaml",
} as const;

/** One file of the gift shop with some of its words replaced. */
function edited(file: keyof typeof files, ...replacements: readonly [string, string][]): string {
  let text: string = giftShop[files[file]];
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`${files[file]} does not hold ${from}`);
    text = text.replace(from, to);
  }
  return text;
}

function validate(changes: ProjectTexts) {
  const root = giftShopDir(changes);
  return validateProject(
    projectRequest({ root, configPath: files.config }),
    composeBaseFiles(root),
    { nowMs: () => Date.parse("2026-11-23T09:00:00Z") },
  );
}

/** `CODE file:line:column`, in the order in which they are shown. */
async function problemsOf(changes: ProjectTexts): Promise<readonly string[]> {
  const validation = await validate(changes);
  if (validation.result === "valid") return [];
  return validation.problems.map(({ code, file, line, column }) =>
    [`${code} ${file}`, line, column].filter((part) => part !== undefined).join(":"),
  );
}

function judgeFile(name: string, dimension: string): string {
  return `name: ${name}\nversion: 1\ndimension: ${dimension}\nkind: judge\nquestion: Does the agent say so?\npass: It does.\nfail: It does not.\n`;
}

const lists = { toolUse: "    tool-use: { floor: 0.8 }\n" };

/** Each with the printed text in `test/golden/validate/<name>.txt`. */
const situations: readonly {
  readonly name: string;
  readonly changes: ProjectTexts;
  readonly problems: readonly string[];
}[] = [
  {
    name: "no-configuration",
    changes: { [files.config]: undefined },
    problems: ["FILE_MISSING tracegate.yaml"],
  },
  {
    name: "unknown-keys",
    changes: {
      [files.config]: edited("config", ["floor: 0.9", "flor: 0.9"], ["gate:", "budgett: 5\ngate:"]),
      [files.lateFee]: edited(
        "lateFee",
        ["title:", "titel:"],
        ["evaluator: says", "evaluater: says"],
      ),
      [files.searches]: edited("searches", ["tool:", "tools:"]),
    },
    problems: [
      "UNKNOWN_KEY datasets/support/cases/late-fee.yaml:2:1",
      "MISSING_KEY datasets/support/cases/late-fee.yaml:6:5",
      "UNKNOWN_KEY datasets/support/cases/late-fee.yaml:7:5",
      "MISSING_KEY evaluators/searches-policies/v1.yaml:1:1",
      "UNKNOWN_KEY evaluators/searches-policies/v1.yaml:6:1",
      "UNKNOWN_KEY tracegate.yaml:6:1",
      "MISSING_KEY tracegate.yaml:9:17",
      "UNKNOWN_KEY tracegate.yaml:9:19",
    ],
  },
  {
    name: "wrong-values",
    changes: {
      [files.config]: edited("config", ["module\n", "modul\n"], ["floor: 0.9", "floor: 90%"]),
      [files.lateFee]: `id: Late Fee\nstatus: gaurding\nruns: "20"\nconversation: []\nexpectations:\n  - dimension: abstention\n    evaluator: says-it-does-not-know\n`,
      [files.lostParcel]: edited("lostParcel", ['"It was order 4471."', "4471"]),
    },
    problems: [
      "WRONG_VALUE datasets/support/cases/late-fee.yaml:1:5",
      "WRONG_VALUE datasets/support/cases/late-fee.yaml:2:9",
      "WRONG_TYPE datasets/support/cases/late-fee.yaml:3:7",
      "OUT_OF_RANGE datasets/support/cases/late-fee.yaml:4:15",
      "WRONG_VALUE datasets/support/cases/late-fee.yaml:7:16",
      "WRONG_TYPE datasets/support/scenarios/lost-parcel.yaml:5:31",
      "WRONG_VALUE tracegate.yaml:3:11",
      "WRONG_TYPE tracegate.yaml:8:26",
    ],
  },
  {
    name: "no-yaml",
    changes: {
      [files.config]: edited("config", ["dimensions:\n", "dimensions:\n\t"]),
      [files.dataset]: "",
      [files.lateFee]: edited("lateFee", ["Norway?", "Norway: yes?"]),
      [files.lostParcel]: edited("lostParcel", [
        "id: lost-parcel",
        "id: lost-parcel\nid: gift-card",
      ]),
      [files.searches]: edited("searches", ["search_policies", "*search"]),
      [files.abstains]: Buffer.from("name: café\n", "latin1"),
    },
    problems: ["YAML_TAB tracegate.yaml:8:1"],
  },
  {
    name: "broken-case-files",
    changes: {
      [files.dataset]: "",
      [files.lateFee]: edited("lateFee", ["Norway?", "Norway: yes?"]),
      [files.lostParcel]: edited("lostParcel", [
        "id: lost-parcel",
        "id: lost-parcel\nid: gift-card",
      ]),
      "datasets/support/cases/order.yaml": "user: Where is order #4471?\n",
      "datasets/support/cases/deep.yaml": "- ".repeat(65),
      "datasets/support/cases/huge.yaml": `# ${"x".repeat(256 * 1024)}\n`,
      [files.searches]: edited("searches", ["search_policies", "*search"]),
      [files.abstains]: Buffer.from("name: café\n", "latin1"),
    },
    problems: [
      "YAML_TOO_DEEP datasets/support/cases/deep.yaml:1:129",
      "FILE_TOO_LARGE datasets/support/cases/huge.yaml",
      "YAML_UNQUOTED datasets/support/cases/late-fee.yaml:4:40",
      "YAML_COMMENT datasets/support/cases/order.yaml:1:22",
      "YAML_EMPTY datasets/support/dataset.yaml:1:1",
      "DUPLICATE_KEY datasets/support/scenarios/lost-parcel.yaml:2:1",
      "FILE_NOT_UTF8 evaluators/says-it-does-not-know/v1.yaml",
      "YAML_REFERENCE evaluators/searches-policies/v1.yaml:6:7",
    ],
  },
  {
    name: "duplicate-ids",
    changes: {
      "datasets/support/scenarios/late-fee.yaml": edited("lostParcel", ["lost-parcel", "late-fee"]),
      "datasets/support/cases/gift-card.yaml": giftShop[files.lateFee],
    },
    problems: [
      "ID_NOT_FILE_NAME datasets/support/cases/gift-card.yaml:1:5",
      "ID_TAKEN datasets/support/cases/late-fee.yaml:1:5",
      "ID_TAKEN datasets/support/scenarios/late-fee.yaml:1:5",
    ],
  },
  {
    name: "wrong-references",
    changes: {
      [files.lateFee]: edited(
        "lateFee",
        ["title:", "dimensions: [abstention, tone, abstention]\ntitle:"],
        ["says-it-does-not-know@1", "says-it-does-not-now@1"],
        ["searches-policies@1", "searches-policies@2"],
      ),
      [files.lostParcel]: edited("lostParcel", ["tool-use", "tool-usage"]),
    },
    problems: [
      "DIMENSION_NOT_LISTED datasets/support/cases/late-fee.yaml:2:13",
      "DIMENSION_WITHOUT_EXPECTATION datasets/support/cases/late-fee.yaml:2:26",
      "DIMENSION_REPEATED datasets/support/cases/late-fee.yaml:2:32",
      "EVALUATOR_UNKNOWN datasets/support/cases/late-fee.yaml:8:16",
      "EVALUATOR_UNKNOWN datasets/support/cases/late-fee.yaml:10:16",
      "DIMENSION_UNKNOWN datasets/support/scenarios/lost-parcel.yaml:7:16",
    ],
  },
  {
    name: "evaluators",
    changes: {
      [files.abstains]: edited("abstains", ["dimension: abstention", "dimension: tool-use"]),
      [files.searches]: edited(
        "searches",
        ["version: 1", "version: 2"],
        ["name: searches", "name: finds"],
      ),
      "evaluators/loops/v1.yaml":
        "name: loops\nversion: 1\ndimension: tool-use\nkind: check\ncheck: no-repeated-cal\n",
    },
    problems: [
      "EVALUATOR_OF_OTHER_DIMENSION datasets/support/cases/late-fee.yaml:7:16",
      "WRONG_VALUE evaluators/loops/v1.yaml:5:8",
      "EVALUATOR_NOT_AT_ITS_PATH evaluators/searches-policies/v1.yaml:1:7",
      "EVALUATOR_NOT_AT_ITS_PATH evaluators/searches-policies/v1.yaml:2:10",
    ],
  },
  {
    name: "parameters",
    changes: {
      [files.lateFee]: `${edited("lateFee", ["evaluator: says-it-does-not-know@1", "evaluator: says-it-does-not-know@1\n    with: { any: [], turn: 2, anny: [x] }"])}    with: { max: -1 }\n`,
    },
    problems: [
      "OUT_OF_RANGE datasets/support/cases/late-fee.yaml:8:18",
      "UNKNOWN_KEY datasets/support/cases/late-fee.yaml:8:31",
      "OUT_OF_RANGE datasets/support/cases/late-fee.yaml:11:18",
    ],
  },
  {
    name: "dimension-without-floor",
    changes: { [files.config]: edited("config", [lists.toolUse, ""]) },
    problems: ["DIMENSION_WITHOUT_FLOOR tracegate.yaml:8:5"],
  },
  {
    name: "floor-out-of-reach",
    changes: {
      [files.config]: edited(
        "config",
        ["floor: 0.9 }", "floor: 0.99, mode: prove }"],
        ["floor: 0.8", "floor: 0.2, margin: 0.3"],
      ),
    },
    problems: ["FLOOR_OUT_OF_REACH tracegate.yaml:8:26", "MARGIN_ABOVE_FLOOR tracegate.yaml:9:37"],
  },
  {
    name: "must-pass",
    changes: {
      [files.config]: `${giftShop[files.config]}  mustPass: [late-fees, lost-parcel]\n`,
      [files.lostParcel]: `${giftShop[files.lostParcel]}status: quarantined\nquarantine: { owner: maria, since: 2026-11-20, reason: The sandbox is slow. }\n`,
    },
    problems: [
      "MUST_PASS_UNKNOWN tracegate.yaml:10:14",
      "MUST_PASS_NEVER_GATES tracegate.yaml:10:25",
    ],
  },
  {
    name: "waivers",
    changes: {
      [files.config]: `${giftShop[files.config]}  waivers:
    - { case: late-fees, owner: maria, reason: see 12, expires: 2026-12-15 }
    - { dimension: tone, owner: maria, reason: see 12, expires: 2026-12-15 }
`,
    },
    problems: [
      "WAIVER_UNKNOWN_CASE tracegate.yaml:11:15",
      "WAIVER_UNKNOWN_DIMENSION tracegate.yaml:12:20",
    ],
  },
  {
    name: "broken-waivers",
    changes: {
      [files.config]: `${giftShop[files.config]}  waivers:
    - { owner: maria, reason: see 12, expires: 2026-12-15 }
    - { case: late-fee, reason: see 12, expires: 2026-12-15 }
    - { case: late-fee, owner: acme/policy, reason: " ", expires: soon }
`,
    },
    problems: [
      "WRONG_VALUE tracegate.yaml:11:7",
      "MISSING_KEY tracegate.yaml:12:7",
      "WRONG_VALUE tracegate.yaml:13:32",
      "WRONG_VALUE tracegate.yaml:13:53",
      "WRONG_VALUE tracegate.yaml:13:67",
    ],
  },
  {
    name: "quarantine",
    changes: {
      [files.lateFee]: `${giftShop[files.lateFee]}quarantine: { owner: maria, since: 2026-11-20, reason: The sandbox is slow. }\n`,
      [files.lostParcel]: `${giftShop[files.lostParcel]}status: quarantined\n`,
    },
    problems: [
      "QUARANTINE_UNUSED datasets/support/cases/late-fee.yaml:10:13",
      "QUARANTINE_MISSING datasets/support/scenarios/lost-parcel.yaml:9:9",
    ],
  },
  {
    name: "nothing-gates",
    changes: {
      [files.abstains]: judgeFile("says-it-does-not-know", "abstention"),
      [files.searches]: judgeFile("searches-policies", "tool-use"),
    },
    problems: ["JUDGE_WITHOUT_MODEL tracegate.yaml:1:1", "NOTHING_GATES tracegate.yaml:8:5"],
  },
  {
    name: "no-guarding-case",
    changes: {
      [files.lateFee]: `${giftShop[files.lateFee]}status: open\n`,
      [files.lostParcel]: `${giftShop[files.lostParcel]}status: proposed\n`,
    },
    problems: ["NO_GUARDING_CASE tracegate.yaml:5:10"],
  },
  {
    name: "no-cases",
    changes: { [files.lateFee]: undefined, [files.lostParcel]: undefined },
    problems: ["NO_CASES tracegate.yaml:5:10"],
  },
  {
    name: "no-case-is-run",
    changes: {
      [files.lateFee]: `${giftShop[files.lateFee]}status: retired\n`,
      [files.lostParcel]: `${giftShop[files.lostParcel]}status: retired\n`,
    },
    problems: ["NO_CASES tracegate.yaml:5:10"],
  },
  {
    name: "no-evaluators",
    changes: {
      [files.abstains]: undefined,
      [files.searches]: undefined,
      "evaluators/README.md": "",
    },
    problems: ["NO_EVALUATORS tracegate.yaml:1:1"],
  },
  {
    name: "no-dimensions",
    changes: {
      [files.config]: edited(
        "config",
        ["    abstention: { floor: 0.9 }\n", ""],
        [lists.toolUse, ""],
        ["dimensions:", "dimensions: {}"],
      ),
      [files.dataset]: "name: support\ndescription: A gift shop\ndimensions: {}\n",
    },
    problems: ["WRONG_VALUE datasets/support/dataset.yaml:3:13", "WRONG_VALUE tracegate.yaml:7:15"],
  },
  {
    name: "misplaced-files",
    changes: {
      [files.dataset]: undefined,
      "datasets/support/support.yaml": giftShop[files.dataset],
      "datasets/support/cases/gift-card.yml": giftShop[files.lateFee],
      "datasets/support/cases/norway/fee.yaml": giftShop[files.lateFee],
      "evaluators/loops.yaml": giftShop[files.searches],
    },
    problems: [
      "FILE_MISPLACED datasets/support/cases/gift-card.yml",
      "FILE_MISPLACED datasets/support/cases/norway/fee.yaml",
      "FILE_MISSING datasets/support/dataset.yaml",
      "FILE_MISPLACED datasets/support/support.yaml",
      "FILE_MISPLACED evaluators/loops.yaml",
    ],
  },
  {
    name: "folders",
    changes: {
      [files.config]: edited("config", [
        "dataset: datasets/support",
        "dataset: ../support\nevaluators: nowhere",
      ]),
    },
    problems: ["WRONG_VALUE tracegate.yaml:5:10", "FILE_MISSING tracegate.yaml:6:13"],
  },
  {
    name: "folders-in-each-other",
    changes: {
      [files.config]: edited("config", [
        "dataset: datasets/support",
        "dataset: datasets/support\nevaluators: datasets/support/evaluators",
      ]),
      "datasets/support/evaluators/says-it-does-not-know/v1.yaml": giftShop[files.abstains],
      "datasets/support/evaluators/searches-policies/v1.yaml": giftShop[files.searches],
    },
    problems: [
      "FILE_MISPLACED datasets/support/evaluators/says-it-does-not-know/v1.yaml",
      "FILE_MISPLACED datasets/support/evaluators/searches-policies/v1.yaml",
      "FOLDERS_OVERLAP tracegate.yaml:5:10",
    ],
  },
];

describe("every problem of every file, at its place", () => {
  test.each(situations)("$name", async ({ name, changes, problems }) => {
    expect(await problemsOf(changes)).toEqual(problems);
    const text = describeValidation(await validate(changes));
    await expect(`${text}\n`).toMatchFileSnapshot(`../../golden/validate/${name}.txt`);
  });
});

/** The gift shop's policy with these waivers. */
const waivers = (entries: readonly string[]): ProjectTexts => ({
  [files.config]: `${giftShop[files.config]}  waivers:\n${entries
    .map((entry) => `    - { ${entry}, owner: maria, reason: see issue 12 }\n`)
    .join("")}`,
});

describe("a project in which all is right", () => {
  test("has facts, and the same text every time", async () => {
    const changes = {
      "datasets/support/cases/gift-card.yaml": `${edited("lateFee", ["late-fee", "gift-card"])}status: open\nruns: 5\n`,
      "datasets/support/cases/old-fee.yaml": `${edited("lateFee", ["late-fee", "old-fee"])}status: retired\n`,
      "datasets/support/sessions/late-fee.json": "{}",
    };
    const validation = await validate(changes);
    expect(validation).toMatchObject({
      schema: "tracegate.validation/1",
      result: "valid",
      facts: {
        cases: 3,
        scenarios: 1,
        statuses: { open: 1, guarding: 2, retired: 1 },
        signOffs: { current: 0, void: 0 },
        evaluators: { checks: 2, judges: 0 },
        runs: 45,
        dimensions: [
          {
            name: "abstention",
            floor: 0.9,
            guarding: { cases: 1, runs: 20 },
            shown: { cases: 1, runs: 5 },
          },
          {
            name: "tool-use",
            floor: 0.8,
            guarding: { cases: 2, runs: 40 },
            shown: { cases: 1, runs: 5 },
          },
        ],
      },
    });
    const text = describeValidation(validation);
    await expect(`${text}\n`).toMatchFileSnapshot("../../golden/validate/valid.txt");
  });

  test("is told of waivers that count for nothing today", async () => {
    const standing = ["case: late-fee, expires: 2026-11-23", "case: late-fee, expires: 2027-02-21"];
    const validation = await validate(
      waivers([
        ...standing,
        "case: lost-parcel, expires: 2026-11-22",
        "dimension: tool-use, case: late-fee, expires: 2027-02-22",
      ]),
    );
    const text = describeValidation(validation);
    await expect(`${text}\n`).toMatchFileSnapshot("../../golden/validate/void-waivers.txt");
    expect(await validate(waivers(standing))).not.toHaveProperty("warnings");
  });

  test("survives JSON whole", async () => {
    const validation = await validate({});
    expect(JSON.parse(JSON.stringify(validation))).toEqual(validation);
  });

  test("is loaded with its cases sorted, its evaluators and a scorer for each case", async () => {
    const project = await loadProject(
      projectRequest({ root: giftShopDir(), configPath: files.config }),
    );
    expect(project.dataset.cases.map(({ id }) => id)).toEqual(["late-fee", "lost-parcel"]);
    expect([...project.evaluators.keys()]).toEqual([
      "says-it-does-not-know@1",
      "searches-policies@1",
    ]);
    expect([...project.scorers.keys()]).toEqual(["late-fee", "lost-parcel"]);
    expect(project.configFile).toBe("tracegate.yaml");
  });
});

describe("labels are held to their rules too", () => {
  const labels = "datasets/support/labels/abstention.jsonl";
  const said = '"by":"maria-policy","at":"2026-11-20"';
  const norway = { "datasets/support/sessions/norway.json": "{}" };

  test("and are right where they say one thing each of sessions that are there", async () => {
    const text = `{"session":"norway","label":"fail",${said}}\n`;
    expect(await problemsOf({ ...norway, [labels]: text })).toEqual([]);
  });

  test("and each line that would stop a calibration is told", async () => {
    const lines = [
      `{"session":"norway","label":"fail",${said}}`,
      `{"session":"norway","label":"pass",${said}}`,
      `{"session":"sweden","label":"pass",${said}}`,
      `{"session":"norway","label":"good",${said}}`,
      "no JSON",
    ];
    const found = await problemsOf({ ...norway, [labels]: `${lines.join("\n")}\n` });
    expect(new Set(found.map((one) => one.split(":")[1]))).toEqual(new Set(["2", "3", "4", "5"]));
    expect(found).toContain(`LABEL_SESSION_UNKNOWN ${labels}:3`);
  });
});

test("loading an invalid project is one error that carries every problem", async () => {
  const root = giftShopDir({ [files.lateFee]: "", [files.searches]: "" });
  const loading = loadProject(projectRequest({ root, configPath: files.config }));
  await expect(loading).rejects.toMatchObject({
    name: "UserError",
    code: "PROJECT_INVALID",
    message: "tracegate.yaml and the files that it names have 2 problems, so nothing was done.",
    problems: [{ file: files.lateFee }, { file: files.searches }],
  });
});
