import { type Answer, type JsonObject, notFound, validationFailed } from "../answers.ts";
import { type Call, type Handler, passOn, repositoryOf } from "../call.ts";
import type { OperationId } from "../contract.ts";
import { paged } from "../pages.ts";
import { shaped } from "../shaped.ts";
import { ask } from "../world.ts";

type CheckRun = JsonObject & {
  readonly id: number;
  readonly url: string;
  readonly output: JsonObject;
};

const key = (call: Call, id: number | string): string => `${repositoryOf(call).fullName}#${id}`;

/** emulate drops the annotations of earlier requests; GitHub appends. */
function completed(call: Call, run: CheckRun): CheckRun {
  const count = call.world.annotations.get(key(call, run.id))?.length ?? 0;
  return {
    ...run,
    output: {
      ...run.output,
      annotations_count: count,
      annotations_url: `${run.url}/annotations`,
    },
  };
}

function render(call: Call, annotation: JsonObject): JsonObject {
  const { path, start_line, end_line, annotation_level, message } = annotation;
  const { title, raw_details, start_column, end_column } = annotation;
  return {
    path,
    blob_href: `${call.world.url}/${repositoryOf(call).fullName}/blob/main/${String(path)}`,
    start_line,
    end_line,
    start_column: start_column ?? null,
    end_column: end_column ?? null,
    annotation_level,
    title: title ?? null,
    message,
    raw_details: raw_details ?? null,
  };
}

async function isCommit(call: Call, sha: string): Promise<boolean> {
  const path = `/repos/${repositoryOf(call).fullName}/git/commits/${encodeURIComponent(sha)}`;
  return (await ask(call.world, path)).status === 200;
}

async function write(call: Call): Promise<Answer> {
  const sha = call.body?.["head_sha"];
  if (typeof sha === "string" && !(await isCommit(call, sha))) {
    return validationFailed(`No commit found for SHA: ${sha}`);
  }
  const answer = await passOn(call);
  if (answer.status >= 300) return answer;
  const run = shaped<CheckRun>(answer.body);
  const output = shaped<{ annotations?: readonly JsonObject[] } | undefined>(call.body?.["output"]);
  const earlier = call.world.annotations.get(key(call, run.id)) ?? [];
  call.world.annotations.set(key(call, run.id), [...earlier, ...(output?.annotations ?? [])]);
  return { ...answer, body: completed(call, run) };
}

async function listAnnotations(call: Call): Promise<Answer> {
  const id = call.parameters["check_run_id"] ?? "";
  const run = await ask(call.world, `/repos/${repositoryOf(call).fullName}/check-runs/${id}`);
  if (run.status !== 200) return notFound();
  const annotations = call.world.annotations.get(key(call, id)) ?? [];
  return paged(
    call,
    annotations.map((annotation) => render(call, annotation)),
  );
}

export const checkFills: Partial<Record<OperationId, Handler>> = {
  "checks/create": write,
  "checks/update": write,
  "checks/list-annotations": listAnnotations,
  "checks/get": async (call) => {
    const answer = await passOn(call);
    if (answer.status !== 200) return answer;
    return { ...answer, body: completed(call, shaped<CheckRun>(answer.body)) };
  },
  "checks/list-for-ref": async (call) => {
    const answer = await passOn(call);
    if (answer.status !== 200) return answer;
    const body = shaped<{ check_runs: readonly CheckRun[] }>(answer.body);
    return {
      ...answer,
      body: { ...body, check_runs: body.check_runs.map((run) => completed(call, run)) },
    };
  },
};
