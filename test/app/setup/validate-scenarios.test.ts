import { describe, expect, test } from "vitest";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { loadProject } from "../../../src/app/project/load-project.ts";
import { validateProject } from "../../../src/app/setup/validate-project.ts";
import { projectRequest } from "../../../src/compose/compose-project.ts";
import { describeValidation } from "../../../src/core/config/validation.ts";
import type { BaseFiles } from "../../../src/ports/base-files.ts";
import { giftShop, giftShopDir, type ProjectTexts } from "../../support/project-dir.ts";

const path = "datasets/support/scenarios/lost-parcel.yaml";
const expectations = `expectations:
  - { dimension: tool-use, evaluator: searches-policies@1 }
`;

/** The gift shop whose scenario has this user. */
function shop(user: string, changes: ProjectTexts = {}): ProjectTexts {
  return {
    [path]: `id: lost-parcel\ngoal: Learn where a lost parcel is.\n${user}\n${expectations}`,
    ...changes,
  };
}

function machine(states: string, more = ""): string {
  return `user:\n  kind: machine\n  start: asks\n${more}  states:\n${states}`;
}

function request(changes: ProjectTexts) {
  return projectRequest({ root: giftShopDir(changes), configPath: "tracegate.yaml" });
}

const model = "user: { kind: model, opening: Where is my parcel? }";
const withSimulator = (simulator: string): ProjectTexts => ({
  "tracegate.yaml": `${giftShop["tracegate.yaml"]}${simulator}\n`,
});

const situations: readonly (readonly [string, ProjectTexts, readonly string[]])[] = [
  [
    "unreachable-state",
    shop(
      machine(`    asks: { say: Where is it?, next: [{ otherwise: stop }] }
    thanks: { say: Thanks., next: [{ otherwise: stop }] }`),
    ),
    ["STATE_UNREACHABLE 8:5"],
  ],
  [
    "no-way-out",
    shop(
      machine(`    asks:
      say: Where is it?
      next:
        - { when: { calls: lookup_order }, go: stop }`),
    ),
    ["STATE_WITHOUT_WAY_OUT 10:9"],
  ],
  [
    "no-way-to-the-end",
    shop(
      machine(`    asks: { say: Where is it?, next: [{ otherwise: presses }] }
    presses: { say: Well?, next: [{ otherwise: asks }] }`),
    ),
    ["STATE_WITHOUT_END 7:5", "STATE_WITHOUT_END 8:5"],
  ],
  [
    "unknown-states",
    shop(
      machine(`    ask: { say: Where is it?, next: [{ otherwise: thank }] }
    thanks: { say: Thanks., next: [{ otherwise: stop }] }`),
    ),
    ["STATE_UNKNOWN 5:10", "STATE_UNKNOWN 7:51"],
  ],
  [
    "behind-otherwise",
    shop(
      machine(`    asks:
      say: Where is it?
      next:
        - { otherwise: stop }
        - { when: { calls: lookup_order }, go: asks }`),
    ),
    ["BRANCH_UNREACHABLE 11:11"],
  ],
  [
    "stop-behind-the-last-turn",
    shop(
      machine(
        `    asks: { say: Where is it?, next: [{ otherwise: presses }] }
    presses: { say: Well?, next: [{ otherwise: stop }] }`,
        "  maxTurns: 1\n",
      ),
    ),
    ["STOP_CANNOT_OCCUR 6:13"],
  ],
  [
    "stop-when-of-one-turn",
    shop("user: { kind: scripted, turns: [Where is it?], stopWhen: { replyContains: [here] } }"),
    ["STOP_CANNOT_OCCUR 3:48"],
  ],
  [
    "a-state-called-stop",
    shop(
      machine(`    asks: { say: Where is it?, next: [{ otherwise: stop }] }
    stop: { say: Bye., next: [{ otherwise: stop }] }`),
    ),
    ["STATE_RESERVED 8:5"],
  ],
  [
    "wrong-branches",
    shop(
      machine(`    asks:
      say: Where is it?
      next:
        - { when: { calls: lookup_order } }
        - { when: {}, go: stop }
        - { when: { replyMatches: "(?<=order)" }, go: stop }
        - { otherwise: stop, go: asks }`),
    ),
    ["WRONG_VALUE 10:11", "WRONG_VALUE 11:19", "WRONG_VALUE 13:11"],
  ],
  [
    "patterns",
    shop(
      machine(`    asks:
      say: Where is it?
      next:
        - { when: { replyMatches: "(?<=order) 1" }, go: stop }
        - { otherwise: stop }`),
    ),
    ["PATTERN_INVALID 10:35"],
  ],
  ["no-simulator", shop(model), ["SIMULATOR_WITHOUT_MODEL 1:1"]],
  [
    "empty-simulator",
    shop(model, withSimulator("simulator: {}")),
    ["SIMULATOR_WITHOUT_MODEL 10:12"],
  ],
  [
    "persona-of-a-script",
    shop("persona: { mood: angry }\nuser: { kind: scripted, turns: [Where is it?] }"),
    ["PERSONA_UNREAD 3:1"],
  ],
  [
    "personas-of-a-script",
    shop(
      "user: { kind: scripted, turns: [Where is it?] }\nexplore: { personas: { angry: { mood: angry } } }",
    ),
    ["PERSONA_UNREAD 4:12"],
  ],
  [
    "nothing-to-explore",
    shop("user: { kind: scripted, turns: [Where is it?] }\nexplore: { cap: 3 }"),
    ["WRONG_VALUE 4:10"],
  ],
  [
    "wrong-persona",
    shop(
      `persona:
  knows: [{ order: 4471, name: Anna }]
  patience: 0
  language: English
${model}`,
      withSimulator("simulator: { model: gpt-5-mini }"),
    ),
    ["WRONG_VALUE 4:11", "OUT_OF_RANGE 5:13", "WRONG_VALUE 6:13"],
  ],
];

const nothingReleased: BaseFiles = {
  base: () => Promise.resolve(undefined),
  editedBelow: () => Promise.resolve([]),
  read: () => Promise.resolve(undefined),
};

describe("what is wrong with scenarios", () => {
  test.each(situations)("%s", async (name, changes, problems) => {
    const validation = await validateProject(request(changes), nothingReleased, systemClock);
    const found = validation.result === "valid" ? [] : validation.problems;
    expect(found.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(problems);
    const text = `${describeValidation(validation)}\n`;
    await expect(text).toMatchFileSnapshot(`../../golden/validate-scenarios/${name}.txt`);
  });
});

test("a retired scenario needs nobody to play it", async () => {
  const retired = shop(`status: retired\n${model}`);
  const { dataset } = await loadProject(request(retired));
  expect(dataset.cases.map(({ id }) => id)).toContain("lost-parcel");
});

test.each([
  ["a model", model, "simulator: { model: gpt-5-mini }"],
  ["the judge's model", model, "simulator: {}\njudge: { model: gpt-5-mini }"],
  ["a script", model, "simulator: { scriptedModel: user.yaml }"],
])("a scenario can be played by %s", async (_, user, simulator) => {
  const { dataset } = await loadProject(request(shop(user, withSimulator(simulator))));
  expect(dataset.cases.find(({ id }) => id === "lost-parcel")?.user).toMatchObject({
    kind: "model",
    maxTurns: 10,
  });
});

async function digestOf(text: string): Promise<string | undefined> {
  const changes = shop(text, withSimulator("simulator: { model: gpt-5-mini }"));
  const { dataset } = await loadProject(request(changes));
  return dataset.cases.find(({ id }) => id === "lost-parcel")?.digest;
}

describe("the digest of a scenario", () => {
  const persona = "persona: { mood: angry, hides: [that it was a present] }";

  test("of turns is what it was before there were personas", async () => {
    const { dataset } = await loadProject(request({}));
    expect(dataset.cases.find(({ id }) => id === "lost-parcel")?.digest).toBe(
      "sha256:e21d731676e1c1c59afc44abd046ec47ba0973eb0f1b19b65c53cded446e6672",
    );
  });

  test("changes with the persona, the opening and the stop rule", async () => {
    const digests = await Promise.all(
      [
        model,
        `${persona}\n${model}`,
        "user: { kind: model, opening: My parcel? }",
        "user: { kind: model, opening: Where is my parcel?, stop: It was found. }",
        "user: { kind: model, opening: Where is my parcel?, maxTurns: 4 }",
      ].map(digestOf),
    );
    expect(new Set(digests).size).toBe(digests.length);
  });

  test("stays where only the exploration changes, which decides nothing", async () => {
    const explored = `${model}\nexplore: { openings: { vague: A question. } }`;
    expect(await digestOf(explored)).toBe(await digestOf(model));
  });
});
