import { isJsonValue } from "../../json.ts";
import type { Annotation, Session } from "../../session.ts";
import type { Span } from "../../span.ts";
import type { Fields } from "../fields.ts";
import { dropOddTexts, dropOtherFields, isFields, textField } from "../fields.ts";
import { childPlace, type Place } from "../imported.ts";
import { LateAnnotations } from "../late-annotations.ts";
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
  /** Runs of which only the beginning or only the end has come. */
  readonly #parts = new Map<string, PlacedRun>();
  readonly #feedback = new LateAnnotations();
  #spans: Span[] = [];

  protected take(value: unknown, place: Place): readonly Span[] {
    if (Array.isArray(value)) this.#takeList(value, place, maxDepth);
    else if (isBatch(value)) this.#takeBatch(value, place);
    else if (isFeedback(value)) this.#takeFeedback(value, place);
    else if (isRun(value)) this.#takeRun(value, place, maxDepth);
    else this.drops.add(place, "neither a run of LangSmith nor feedback on one");
    const spans = this.#spans;
    this.#spans = [];
    return spans;
  }

  protected override rest(): readonly Span[] {
    return [...this.#parts.values()].flatMap((run) => readRun(run, this.drops) ?? []);
  }

  protected override complete(session: Session): Session {
    return this.#feedback.applyTo(session);
  }

  protected override ended(): void {
    this.#feedback.reportRest(this.drops);
  }

  #takeList(list: readonly unknown[], place: Place, depthLeft: number): void {
    for (const [index, item] of list.entries()) {
      const at = childPlace(place, index);
      if (isRun(item) || isPatch(item)) this.#takeRun(item, at, depthLeft);
      else if (isFeedback(item)) this.#takeFeedback(item, at);
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
    dropOddTexts(run, ["name", "error", "parent_run_id", "trace_id"], place, this.drops);
    this.#merge(id, run, place);
    if (Array.isArray(children)) {
      this.#takeList(children, childPlace(place, "child_runs"), depthLeft - 1);
    }
  }

  /** What is known of a run comes in pieces: its beginning, and later its end. */
  #merge(id: string, run: Fields, place: Place): void {
    const part = this.#parts.get(id);
    const said = Object.entries(run).filter(([, value]) => !isNothing(value));
    const whole = part === undefined ? run : { ...part.run, ...Object.fromEntries(said) };
    const at = part?.place ?? place;
    if (!isWhole(whole)) {
      this.#parts.set(id, { run: whole, place: at });
      return;
    }
    this.#parts.delete(id);
    const span = readRun({ run: whole, place: at }, this.drops);
    if (span !== undefined) this.#spans.push(span);
  }

  /** Feedback on a trace names its root run. */
  #takeFeedback(record: Fields, place: Place): void {
    const annotation = readFeedback(record);
    const runId = textField(record, "run_id");
    if (annotation === undefined || runId === undefined) {
      this.drops.add(place, "feedback without a run or a value");
      return;
    }
    const traceId = textField(record, "trace_id") ?? runId;
    this.#feedback.add({
      annotation,
      place,
      ...(traceId === runId ? { traceId } : { spanId: runId }),
    });
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

/** A run with its beginning and its end; one that is not sent in pieces may lack the end. */
function isWhole(run: Fields): boolean {
  return "run_type" in run && !isNothing(run["end_time"]);
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
