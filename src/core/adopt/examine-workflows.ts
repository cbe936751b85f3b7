import { z } from "zod";
import { parseYaml } from "../yaml/parse-yaml.ts";
import { type Finding, failed, ok, warning } from "./finding.ts";

/** One file below `.github/workflows`. */
export type WorkflowText = { readonly path: string; readonly text: string };

const pullRequest = z.object({
  paths: z.unknown().optional(),
  "paths-ignore": z.unknown().optional(),
});
const workflow = z.object({
  on: z.union([z.record(z.string(), z.unknown()), z.array(z.string()), z.string()]),
  jobs: z.record(
    z.string(),
    z.looseObject({
      permissions: z.record(z.string(), z.string()).optional(),
      steps: z
        .array(
          z.looseObject({
            uses: z.string().optional(),
            with: z.looseObject({ mode: z.string().optional() }).optional(),
          }),
        )
        .optional(),
    }),
  ),
});

const subject = "workflow";
const initCommand = "Write one with `tracegate init`.";

/** `./` is the action's own repository. */
const ourAction = /^(?:[\w.-]+\/tracegate@|\.\/$)/;
const gating = new Set([undefined, "run-and-gate", "gate"]);

/** What keeps the workflows from being a gate that can be required. */
export function examineWorkflows(files: readonly WorkflowText[]): readonly Finding[] {
  const all = files.flatMap(gatesIn);
  // A workflow of pushes alone keeps baselines, and gates nobody; without another one it is what there is.
  const onChanges = all.filter(({ on }) => eventsOf(on).some((event) => changeEvents.has(event)));
  const gates = onChanges.length > 0 ? onChanges : all;
  if (gates.length === 0)
    return [failed(subject, "No workflow of this repository gates a pull request.", initCommand)];
  return gates.flatMap(({ path, on, permissions }) => {
    const found = [...examineEvents(path, on), ...examinePermissions(path, permissions)];
    return found.length > 0 ? found : [ok(subject, `${path} gates each pull request`)];
  });
}

type Gate = {
  readonly path: string;
  readonly on: z.output<typeof workflow>["on"];
  readonly permissions: Readonly<Record<string, string>> | undefined;
};

function gatesIn({ path, text }: WorkflowText): readonly Gate[] {
  const parsed = parseYaml(path, text);
  const read = workflow.safeParse(parsed.kind === "document" ? parsed.document.value : undefined);
  if (!read.success) return [];
  const { on, jobs } = read.data;
  return Object.values(jobs).flatMap(({ permissions, steps = [] }): Gate[] => {
    const isGate = steps.some(
      ({ uses = "", with: inputs }) => ourAction.test(uses) && gating.has(inputs?.mode),
    );
    return isGate ? [{ path, on, permissions }] : [];
  });
}

const changeEvents = new Set(["pull_request", "pull_request_target", "workflow_run"]);

function eventsOf(on: Gate["on"]): readonly string[] {
  return typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(on);
}

function examineEvents(path: string, on: Gate["on"]): readonly Finding[] {
  const events = eventsOf(on);
  if (!events.includes("pull_request") && !events.includes("workflow_run")) {
    return [
      failed(subject, `${path} does not run on pull requests.`, "List `pull_request` below `on:`."),
    ];
  }
  const filtered =
    typeof on === "object" && !Array.isArray(on)
      ? pullRequest.safeParse(on["pull_request"] ?? {})
      : undefined;
  const hasPaths =
    filtered?.success === true &&
    (filtered.data.paths ?? filtered.data["paths-ignore"]) !== undefined;
  return [
    ...(hasPaths
      ? [
          failed(
            subject,
            `${path} is skipped for some paths, and a required check that is skipped is awaited for ever.`,
            "Take `paths:` out: Tracegate itself says “not applicable” where nothing of the agent changed.",
          ),
        ]
      : []),
    ...(events.includes("workflow_run") || events.includes("merge_group")
      ? []
      : [
          warning(
            subject,
            `${path} does not run for the merge queue.`,
            "List `merge_group` below `on:`, if the repository has a queue or will have one.",
          ),
        ]),
  ];
}

function examinePermissions(path: string, permissions: Gate["permissions"]): readonly Finding[] {
  if (permissions?.["pull-requests"] === "write") return [];
  return [
    warning(
      subject,
      `The job in ${path} may not write the comment.`,
      "Give it `permissions: { contents: read, pull-requests: write }`.",
    ),
  ];
}
