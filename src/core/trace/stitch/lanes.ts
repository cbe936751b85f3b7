import { canonicalJson } from "../canonical-json.ts";
import type { DropList } from "../import/imported.ts";
import type { Message, Span } from "../span.ts";
import type { ModelDraft } from "./draft.ts";
import type { SpanTree } from "./span-tree.ts";
import { placeOf } from "./span-tree.ts";
import { Talk } from "./talk.ts";

/** A talk beside the session's own: whose it is, and the talk. */
type Lane = { readonly agent?: string; readonly talk: Talk };

/** Whose a model call is: the agent's own, or what it is called that made it. */
type Owner = "self" | { readonly key: string; readonly agent?: string };

/**
 * Tells the agent's own model calls from those of its sub-agents and from calls beside the session, such as one that
 * makes up a title, and keeps a talk for each.
 */
export class Lanes {
  readonly main: Talk;
  readonly #tree: SpanTree;
  readonly #drops: DropList;
  readonly #others = new Map<string, Lane>();
  /** Agents that call a model themselves, and tools that do: an agent inside one of these is a sub-agent. */
  readonly #callers: ReadonlySet<Span>;
  /** The system prompts that the agent itself was seen with. */
  readonly #systems: Set<string>;
  /** The tools that the agent itself is offered. */
  readonly #catalog: string | undefined;
  #latest: Span | undefined;

  constructor(tree: SpanTree, models: readonly Span[], drops: DropList) {
    this.#tree = tree;
    this.#drops = drops;
    this.main = new Talk(drops);
    this.#callers = new Set(models.flatMap((span) => [...callersOf(span, tree)]));
    const own = models.find((span) => hasTools(span) && this.#delegateOf(span) === undefined);
    const system = systemOf(own ?? models[0]);
    this.#systems = new Set(system === undefined ? [] : [system]);
    this.#catalog = catalogOf(own);
  }

  /** The model calls of sub-agents and of calls beside the session, in the order of their lanes. */
  get others(): readonly ModelDraft[] {
    return [...this.#others.values()].flatMap(({ talk }) =>
      talk.drafts.filter((draft) => draft.kind === "model"),
    );
  }

  /** Reads one model call; they come in the order in which they began. */
  add(span: Span): void {
    const owner = this.#ownerOf(span);
    if (owner === "self") {
      const system = systemOf(span);
      if (system !== undefined) this.#systems.add(system);
      this.#latest = span;
      this.main.add(span);
      return;
    }
    const lane = this.#laneOf(owner);
    const seen = lane.talk.drafts.length;
    lane.talk.add(span, lane.agent);
    const isDelegated = this.#tree.isInside(span, ({ kind }) => kind === "tool");
    const asked = lane.talk.drafts.slice(seen).filter(({ kind }) => kind === "user");
    if (isDelegated) return;
    for (const _ of asked) {
      this.#drops.add(placeOf(span), "message to a model beside the session's own talk");
    }
  }

  /** The sub-agent that a span belongs to: by the spans around it, or because its agent has another name. */
  subAgentOf(span: Span, ownName: string | undefined): string | undefined {
    const name = this.#delegateOf(span) ?? agentNameOf(span, this.#tree);
    return name === ownName ? undefined : name;
  }

  #laneOf({ key, agent }: { readonly key: string; readonly agent?: string }): Lane {
    const known = this.#others.get(key);
    if (known !== undefined) return known;
    const talk = new Talk(this.#drops, this.main);
    const lane = { talk, ...(agent !== undefined && { agent }) };
    this.#others.set(key, lane);
    return lane;
  }

  #ownerOf(span: Span): Owner {
    const delegate = this.#delegateOf(span);
    if (delegate !== undefined) return { key: `agent ${delegate}`, agent: delegate };
    const system = systemOf(span);
    const isOwnSystem =
      system === undefined || this.#systems.size === 0 || this.#systems.has(system);
    const name = agentNameOf(span, this.#tree);
    const isOther = this.#isOtherSpeaker(span, name);
    if ((isOwnSystem && !isOther) || span.input === undefined) return "self";
    if (this.main.isContinuedBy(span.input)) {
      const isBefore = this.main.drafts.length === 0 && !isOwnSystem && this.#hasOtherTools(span);
      return isBefore ? beside(span) : "self";
    }
    const isNews = span.input.some(
      (message) => message.role === "user" && !this.main.knows(message),
    );
    if (isNews && isOther) return { key: `agent ${name}`, ...named(name) };
    if (isOwnSystem) return "self";
    const pending = this.main.pendingCalls();
    if (isNews && pending.length > 0) {
      const [only] = pending;
      const agent = name ?? (pending.length === 1 ? only?.request.name : undefined) ?? "sub-agent";
      return { key: `agent ${agent}`, agent };
    }
    return this.#hasOtherTools(span) || !isNews ? beside(span) : "self";
  }

  #hasOtherTools(span: Span): boolean {
    return this.#catalog !== catalogOf(span);
  }

  /** An agent of another name that is asked something else while the present one is at work. */
  #isOtherSpeaker(span: Span, name: string | undefined): boolean {
    const latest = this.#latest;
    if (latest === undefined || name === undefined || latest.traceId !== span.traceId) return false;
    const speaker = agentNameOf(latest, this.#tree);
    return speaker !== undefined && speaker !== name;
  }

  /** The name of the sub-agent that made a call, as the spans around it tell; none for the agent itself. */
  #delegateOf(span: Span): string | undefined {
    let agent: Span | undefined;
    let around = this.#tree.parentOf(span);
    for (; around !== undefined; around = this.#tree.parentOf(around)) {
      if (around.kind === "tool" && this.#callers.has(around)) {
        return agent?.agentName ?? agent?.name ?? around.toolCall?.name ?? around.name;
      }
      if (around.kind !== "agent") continue;
      if (agent !== undefined && this.#callers.has(around) && !isSameAgent(agent, around)) {
        return agent.agentName ?? agent.name;
      }
      agent ??= around;
    }
    return undefined;
  }
}

/** The name of the agent that the spans around a call tell of. */
export function agentNameOf(span: Span, tree: SpanTree): string | undefined {
  return span.agentName ?? agentAround(span, tree)?.agentName;
}

/** The system prompt that a model call was sent, wherever it stood; `undefined` where none was captured. */
export function systemOf(span: Span | undefined): string | undefined {
  const texts = span?.systemInstructions === undefined ? [] : [span.systemInstructions];
  const input = span?.input ?? [];
  // Each call of a talk sends all of it again, so all messages are looked at once a call, and by their index.
  for (let index = 0; index < input.length; index += 1) {
    const message = input[index];
    if (message?.role !== "system" || message.text === undefined) continue;
    if (!texts.includes(message.text)) texts.push(message.text);
  }
  return texts.length < 2 ? texts[0] : texts.join("\n\n");
}

function agentAround(span: Span, tree: SpanTree): Span | undefined {
  let around = tree.parentOf(span);
  while (around !== undefined && around.kind !== "agent") around = tree.parentOf(around);
  return around;
}

function* callersOf(span: Span, tree: SpanTree): Generator<Span> {
  const agent = agentAround(span, tree);
  if (agent !== undefined) yield agent;
  yield* tree.ancestorsOf(span).filter(({ kind }) => kind === "tool");
}

function isSameAgent(a: Span, b: Span): boolean {
  return a.agentName !== undefined && a.agentName === b.agentName;
}

function beside(span: Span): Owner {
  return { key: `system ${systemOf(span)}` };
}

function named(agent: string | undefined): { readonly agent?: string } {
  return agent === undefined ? {} : { agent };
}

function hasTools({ toolDefinitions, output = [] }: Span): boolean {
  return toolDefinitions !== undefined || output.some(asksForTools);
}

function asksForTools({ toolCalls }: Message): boolean {
  return toolCalls !== undefined && toolCalls.length > 0;
}

function catalogOf(span: Span | undefined): string | undefined {
  return span?.toolDefinitions === undefined ? undefined : canonicalJson(span.toolDefinitions);
}
