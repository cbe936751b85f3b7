import { isJsonValue } from "../../json.ts";
import type { Annotation } from "../../session.ts";
import type { Span } from "../../span.ts";
import type { Fields } from "../fields.ts";
import { dropOtherFields, isFields, textField } from "../fields.ts";
import { childPlace, type Place } from "../imported.ts";
import { SpanCollector } from "../span-collector.ts";
import { type PlacedRun, readRun } from "./langsmith-run.ts";

/** Runs nest no deeper in any honest trace. */
const maxDepth = 60;

/** Fields that are read, and those by which LangSmith keeps its books. */
const knownKeys = [
  "id name run_type inputs outputs error extra start_time end_time parent_run_id",
  "parent_run_ids trace_id dotted_order child_runs child_run_ids direct_child_run_ids",
  "session_id session_name serialized status execution_order prompt_tokens",
  "completion_tokens total_tokens total_cost prompt_cost completion_cost",
  "prompt_token_details completion_token_details prompt_cost_details",
  "completion_cost_details first_token_time manifest_id manifest_s3_id app_path",
  "inputs_preview outputs_preview inputs_s3_urls outputs_s3_urls s3_urls last_queued_at",
  "in_dataset trace_tier trace_first_received_at ttl_seconds trace_upgrade price_model_id",
  "reference_dataset_id share_token thread_id trace_min_start_time trace_max_start_time",
  "child_run_count messages",
].flatMap((words) => words.split(" "));

/** Whether a value is a run, a batch of runs as the SDK sends it, a page of runs, or feedback on one. */
export function isLangSmith(value: unknown): boolean {
  return isRun(value) || isBatch(value) || isFeedback(value);
}

function isRun(value: unknown): value is Fields {
  return isFields(value) && typeof value["run_type"] === "string" && "id" in value;
}

function isBatch(value: unknown): value is Fields {
  if (!isFields(value)) return false;
  const hasRuns = (key: string): boolean => {
    const list = value[key];
    return Array.isArray(list) && list.some((run) => isRun(run) || isPatch(run));
  };
  return (
    hasRuns("post") ||
    hasRuns("patch") ||
    (Array.isArray(value["runs"]) && value["runs"].some(isRun))
  );
}

/** The end of a run, sent without what its beginning said. */
function isPatch(value: unknown): boolean {
  return isFields(value) && "id" in value && ("dotted_order" in value || "trace_id" in value);
}

function isFeedback(value: unknown): value is Fields {
  return (
    isFields(value) && "run_id" in value && "key" in value && ("score" in value || "value" in value)
  );
}

/** Reads LangSmith: runs, flat or as trees, batches as its SDK sends them, and feedback. */
export class LangSmithReader extends SpanCollector {
  readonly #runs = new Map<string, PlacedRun>();
  readonly #feedback: { readonly record: Fields; readonly place: Place }[] = [];

  protected take(value: unknown, place: Place): void {
    if (Array.isArray(value)) this.#takeList(value, place, maxDepth);
    else if (isBatch(value)) this.#takeBatch(value, place);
    else if (isFeedback(value)) this.#feedback.push({ record: value, place });
    else if (isRun(value)) this.#takeRun(value, place, maxDepth);
    else this.drops.add(place, "neither a run of LangSmith nor feedback on one");
  }

  protected finish(): readonly Span[] {
    const spans = [...this.#runs.values()].flatMap((run) => readRun(run, this.drops) ?? []);
    const annotations = this.#annotations(new Set(spans.map(({ spanId }) => spanId)));
    return spans.map((span) => {
      const own = annotations.get(span.spanId);
      return own === undefined ? span : { ...span, annotations: own };
    });
  }

  #takeList(list: readonly unknown[], place: Place, depthLeft: number): void {
    for (const [index, item] of list.entries()) {
      const at = childPlace(place, index);
      if (isRun(item) || isPatch(item)) this.#takeRun(item, at, depthLeft);
      else if (isFeedback(item)) this.#feedback.push({ record: item, place: at });
      else this.drops.add(at, "neither a run of LangSmith nor feedback on one");
    }
  }

  #takeBatch(batch: Fields, place: Place): void {
    const lists = ["runs", "post", "patch"];
    dropOtherFields(
      batch,
      [...lists, "cursors", "parsed_query", "search_cursors"],
      place,
      this.drops,
    );
    for (const key of lists) {
      const list = batch[key];
      if (Array.isArray(list)) this.#takeList(list, childPlace(place, key), maxDepth);
    }
  }

  #takeRun(value: unknown, place: Place, depthLeft: number): void {
    if (!isFields(value)) return;
    const id = textField(value, "id");
    if (id === undefined || depthLeft === 0) {
      this.drops.add(place, id === undefined ? "run without an id" : "runs that nest too deep");
      return;
    }
    const { child_runs: children, ...run } = value;
    dropOtherFields(run, knownKeys, place, this.drops);
    this.#merge(id, run, place);
    if (Array.isArray(children)) {
      this.#takeList(children, childPlace(place, "child_runs"), depthLeft - 1);
    }
  }

  /** What is known of a run comes in pieces: its beginning, and later its end. */
  #merge(id: string, run: Fields, place: Place): void {
    const known = this.#runs.get(id);
    if (known === undefined) {
      this.#runs.set(id, { run, place });
      return;
    }
    if (isWhole(run) && isWhole(known.run)) {
      this.drops.add(place, "run that was exported more than once");
      return;
    }
    const said = Object.entries(run).filter(([, value]) => !isNothing(value));
    this.#runs.set(id, { run: { ...known.run, ...Object.fromEntries(said) }, place: known.place });
  }

  #annotations(spanIds: ReadonlySet<string>): ReadonlyMap<string, readonly Annotation[]> {
    const annotations = new Map<string, Annotation[]>();
    for (const { record, place } of this.#feedback) {
      const runId = textField(record, "run_id") ?? "";
      const annotation = readFeedback(record);
      if (annotation === undefined) this.drops.add(place, "feedback without a value");
      else if (!spanIds.has(runId))
        this.drops.add(place, "feedback on a run that is not among the records");
      else annotations.set(runId, [...(annotations.get(runId) ?? []), annotation]);
    }
    return annotations;
  }
}

/** Feedback that people gave in LangSmith or in the user's application is theirs; the rest came from code or a model. */
function readFeedback(record: Fields): Annotation | undefined {
  const value = record["value"] ?? record["score"];
  const name = textField(record, "key");
  if (name === undefined || value === undefined || value === null || !isJsonValue(value))
    return undefined;
  const source = isFields(record["feedback_source"]) ? record["feedback_source"] : {};
  const type = textField(source, "type");
  const explanation = textField(record, "comment");
  const annotator = textField(source, "user_name") ?? textField(source, "user_id");
  return {
    name,
    by:
      type === "app" || type === "user"
        ? "human"
        : type === "model" || type === "auto_eval"
          ? "model"
          : "code",
    ...(annotator !== undefined && { annotator }),
    value,
    ...(explanation !== undefined && { explanation }),
  };
}

/** A run with its beginning and its end. */
function isWhole(run: Fields): boolean {
  return "run_type" in run && "end_time" in run;
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
