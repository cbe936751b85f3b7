import { describeCall } from "../../trace/describe-step.ts";
import type { JsonValue } from "../../trace/json.ts";
import type { StepRef, ToolStep, Turn } from "../../trace/session.ts";
import { stepId } from "../../trace/session.ts";
import { uncapturedCalls } from "../../trace/tool-calls.ts";
import type { VerdictAnswer } from "../verdict.ts";
import type { CompileCheck } from "./check.ts";
import { at, failed, passed, ready, unscored } from "./check.ts";
import { identitiesIn, idsIn, type KeyedValue, labelledIds } from "./known-keys.ts";
import { cut, quoteOf } from "./replies.ts";

/**
 * `no-contradicted-fact`: no id that an agent uses goes against the one that it was given for the same key.
 *
 * Two things contradict: an id that nobody ever named where another one is known for its key, and one that the user
 * has corrected. A second id that a tool or the user named is none: people have more than one order.
 */
export const noContradictedFact: CompileCheck<"no-contradicted-fact"> = ({ tools }) =>
  ready((session) => {
    const memory = new Memory(session.policy);
    const uncaptured = uncapturedCalls(session);
    let silent: VerdictAnswer | undefined;
    let unknown: string | undefined;
    for (const [index, turn] of session.turns.entries()) {
      const number = index + 1;
      memory.hear(turn.user, number);
      unknown ??= uncaptured.find((call) => call.turn === turn)?.step.name;
      for (const [place, step] of turn.steps.entries()) {
        if (step.kind !== "tool") continue;
        const ref = { turn: number, step: place + 1 };
        const isWatched = tools?.includes(step.name) ?? true;
        const clash = isWatched ? memory.clashIn(step.arguments) : undefined;
        if (clash !== undefined) {
          const answer = contradiction(`\`${cut(step.name, 60)}\` was called with`, clash, [
            at(ref, describeCall(step)),
          ]);
          if (clash.isCorrected || unknown === undefined) return answer;
          silent ??= notKnown(unknown, clash);
        }
        memory.learn(step, ref);
        if (step.status === "pending" || (step.status === "ok" && step.result === undefined)) {
          unknown ??= step.name;
        }
      }
      const clash = memory.clashInText(turn);
      if (clash === undefined) continue;
      const quote = quoteOf(session, number, turn.reply ?? "");
      if (clash.isCorrected || unknown === undefined) {
        return contradiction(`The reply of turn ${number} says`, clash, [quote]);
      }
      silent ??= notKnown(unknown, clash);
    }
    return session.turns.length === 0 ? unscored("The session has no turn.") : (silent ?? passed);
  });

type Clash = {
  readonly key: string;
  readonly value: string;
  readonly known: Known;
  readonly isCorrected: boolean;
};

type Known = { readonly value: string; readonly by: string; readonly ref?: StepRef };

function contradiction(
  what: string,
  { key, value, known, isCorrected }: Clash,
  evidence: Parameters<typeof failed>[1],
): VerdictAnswer {
  const where = known.ref === undefined ? "" : ` in step ${stepId(known.ref)}`;
  const gave = isCorrected ? `${known.by} corrected it to` : `${known.by} gave`;
  return failed(
    `${what} ${key} “${cut(value, 60)}”, but ${gave} “${cut(known.value, 60)}”${where}.`,
    evidence,
  );
}

function notKnown(tool: string, { key }: Clash): VerdictAnswer {
  return unscored(`The result of \`${tool}\` was not captured, and it may hold another ${key}.`);
}

/** Words by which people take back what they said. */
const correction =
  /\b(?:sorry|actually|correction|i meant|i mean|mistake|mistyped|typo|wrong|instead of|oops)\b/i;

/** What was given so far, by whom, and what the user has taken back. */
class Memory {
  readonly #texts: string[] = [];
  readonly #byKey = new Map<string, Known & { readonly subject: string }>();
  readonly #users: { readonly text: string; readonly turn: number }[] = [];
  readonly #replaced = new Map<string, Known>();

  constructor(policy: string | undefined) {
    if (policy !== undefined) this.#texts.push(policy.toLowerCase());
  }

  hear(text: string, turn: number): void {
    const ids = idsIn(text);
    const before = this.#users.flatMap((said) => idsIn(said.text));
    const news = ids.filter((id) => !before.includes(id));
    for (const id of ids) this.#replaced.delete(id);
    const [fresh] = news;
    if (fresh !== undefined && news.length === 1 && correction.test(text)) {
      // What was said again in the same breath ("not 4502 but 4503") is taken back too.
      const old = [...new Set(before)].filter((id) => shapeOf(id) === shapeOf(fresh));
      const [only] = old;
      if (old.length === 1 && only !== undefined) {
        this.#replaced.set(only, { value: fresh, by: `the user in turn ${turn}` });
      }
    }
    this.#users.push({ text, turn });
    this.#texts.push(text.toLowerCase());
  }

  learn({ name, result, error }: ToolStep, ref: StepRef): void {
    if (error !== undefined) this.#texts.push(error.message.toLowerCase());
    if (result === undefined) return;
    this.#texts.push((typeof result === "string" ? result : JSON.stringify(result)).toLowerCase());
    for (const { key, subject, value } of identitiesIn(result)) {
      this.#byKey.set(key, { subject, value, by: `\`${cut(name, 60)}\``, ref });
    }
  }

  clashIn(given: JsonValue | undefined): Clash | undefined {
    if (given === undefined) return undefined;
    return this.#firstClash(identitiesIn(given));
  }

  clashInText({ reply }: Turn): Clash | undefined {
    if (reply === undefined) return undefined;
    const stated = [...this.#byKey]
      .slice(0, maxKeys)
      .flatMap(([key, { subject }]) =>
        labelledIds(reply, subject).map((value) => ({ key, subject, value })),
      );
    return this.#firstClash(stated, { isReply: true });
  }

  #firstClash(stated: readonly KeyedValue[], { isReply = false } = {}): Clash | undefined {
    for (const { key, subject, value } of stated) {
      const corrected = isReply ? undefined : this.#replaced.get(value);
      if (corrected !== undefined) return { key, value, known: corrected, isCorrected: true };
      // People leave out the letter that ids of a kind begin with: `2575533` is `#W2575533`.
      const core = value.replace(/^[a-z]{1,2}(?=\d{4})/, "");
      if (this.#texts.some((text) => text.includes(core))) continue;
      const known = this.#knownFor(key, subject);
      if (known !== undefined) return { key, value, known, isCorrected: false };
    }
    return undefined;
  }

  /** What the user said last counts before what a tool said. */
  #knownFor(key: string, subject: string): Known | undefined {
    for (const { text, turn } of this.#users.toReversed()) {
      const value = labelledIds(text, subject).at(-1);
      if (value !== undefined) return { value, by: `the user in turn ${turn}` };
    }
    return this.#byKey.get(key);
  }
}

/** Keys whose ids are looked for in replies: no honest session has more. */
const maxKeys = 100;

/** Which characters are digits and which letters: a corrected id looks like the one that it replaces. */
function shapeOf(id: string): string {
  return id.replaceAll(/\d/g, "9").replaceAll(/[a-z]/g, "a");
}
