/** How often blame finds the step that broke a session, on real sessions; needs `../shared/data`. See README.md. */
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { composeSessionSource } from "../src/compose/compose-session-source.ts";
import type { Blame, BlamedPlace, Suspicion } from "../src/core/blame/blame.ts";
import { blameSession } from "../src/core/blame/blame-session.ts";
import { warnEarly } from "../src/core/blame/early-warning.ts";
import type { Session } from "../src/core/trace/session.ts";
import { injectFaults } from "../test/support/injected-faults.ts";

const airline = "../shared/data/tau-airline-gpt4o/gpt-4o-airline.tasks-00-24.json";
const retail = "../shared/data/agentrx-tau-retail";

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function read(file: string): Promise<readonly Session[]> {
  const sessions: Session[] = [];
  for await (const item of composeSessionSource(process.cwd(), { format: "auto" }).read(file))
    if (item.kind === "session") sessions.push(item.session);
  return sessions;
}

function percent(found: number, of: number): string {
  return `${found}/${of} = ${((100 * found) / of).toFixed(1)} %`;
}

function passingSiblings(session: Session, all: readonly Session[]): readonly Session[] {
  return all.filter(
    (other) => other !== session && other.task?.id === session.task?.id && other.reward === 1,
  );
}

function injectInto(all: readonly Session[]): void {
  let [faults, found, withSiblings, foundBySiblings] = [0, 0, 0, 0];
  for (const reference of all) {
    const siblings = passingSiblings(reference, all);
    for (const { session, origin, verdict } of injectFaults(reference)) {
      const isOrigin = (blame: Blame | undefined): boolean =>
        blame?.at.turn === origin.turn && blame.at.step === origin.step;
      faults += 1;
      if (isOrigin(blameSession(session, { verdicts: [verdict], reference }))) found += 1;
      if (siblings.length === 0) continue;
      withSiblings += 1;
      if (isOrigin(blameSession(session, { verdicts: [verdict], siblings }))) foundBySiblings += 1;
    }
  }
  print("Faults put into tool results of tau-airline-gpt4o: origin found");
  print(`  with the reference        ${percent(found, faults)}  (aim ≥ 95 %)`);
  print(`  with passing siblings     ${percent(foundBySiblings, withSiblings)}  (aim ≥ 70 %)`);
}

function warnAbout(all: readonly Session[]): void {
  const counts = { failing: [0, 0], passing: [0, 0] };
  for (const session of all) {
    const siblings = passingSiblings(session, all);
    if (siblings.length === 0) continue;
    const count = session.reward === 1 ? counts.passing : counts.failing;
    if (warnEarly(session, siblings) !== undefined) count[0] = (count[0] ?? 0) + 1;
    count[1] = (count[1] ?? 0) + 1;
  }
  print("Early warnings (first 8 tool calls) on tau-airline-gpt4o");
  for (const [kind, [warned = 0, of = 0]] of Object.entries(counts))
    print(`  of ${kind} sessions       ${percent(warned, of)}`);
}

const message = z.object({ role: z.string(), tool_calls: z.array(z.unknown()).nullish() });
const tasksFile = z.array(
  z.object({
    task_id: z.number(),
    traj: z.array(message),
    info: z.object({
      task: z.object({
        actions: z.array(z.object({ name: z.string(), kwargs: z.record(z.string(), z.json()) })),
      }),
    }),
  }),
);
const labelsFile = z.array(
  z.object({
    trajectory_id: z.number(),
    root_cause: z.object({ failure_id: z.number() }),
    failures: z.array(z.object({ failure_id: z.number(), step_number: z.number() })),
  }),
);
type Message = z.output<typeof message>;
type Task = z.output<typeof tasksFile>[number];

function idOf({ turn, step }: BlamedPlace): string {
  return `${turn}.${step ?? 0}`;
}

/** The number of the message, from 1, that a place stands for: of a call the request, of what a tool answered the answer. */
function messageOf(session: Session, traj: readonly Message[]): (suspicion: Suspicion) => number {
  const numbers = new Map<string, { readonly call: number; readonly result: number }>();
  const open: { key: string; call: number }[] = [];
  let [turn, step] = [0, 0];
  for (const [index, { role, tool_calls: calls }] of traj.entries()) {
    const number = index + 1;
    if (role === "user") [turn, step] = [turn + 1, 0];
    if (role === "assistant") {
      const next = session.turns[turn - 1]?.steps[step];
      if (next?.kind === "model") {
        step += 1;
        numbers.set(idOf({ turn, step }), { call: number, result: number });
      }
      for (const _ of calls ?? []) {
        step += 1;
        open.push({ key: idOf({ turn, step }), call: number });
      }
    }
    const answered = role === "tool" ? open.shift() : undefined;
    if (answered !== undefined) numbers.set(answered.key, { call: answered.call, result: number });
  }
  const inResult = new Set(["tool-output-wrong", "asserted-after-empty", "malformed-result"]);
  return ({ at, kind }) => {
    const found = numbers.get(idOf(at));
    return (inResult.has(kind) ? found?.result : found?.call) ?? 0;
  };
}

/** The calls that are known to be right, as a session. */
function referenceOf({ info, task_id }: Task): Session {
  const steps = info.task.actions.map(
    ({ name, kwargs }) => ({ kind: "tool", name, arguments: kwargs, status: "ok" }) as const,
  );
  return { id: `reference ${task_id}`, turns: [{ user: "", steps }] };
}

function heldTo(labels: readonly number[], guesses: readonly (readonly number[])[]): string {
  const within = (far: number): number =>
    guesses.filter(([first = -99], index) => Math.abs(first - (labels[index] ?? 0)) <= far).length;
  const top3 = guesses.filter((all, index) => all.slice(0, 3).includes(labels[index] ?? 0)).length;
  return [within(0), within(1), within(3), top3].map((n) => String(n).padStart(6)).join("");
}

async function labelled(): Promise<void> {
  const file = `${retail}/failed.dev9.json`;
  const sessions = await read(file);
  const tasks = tasksFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const truth = labelsFile.parse(
    JSON.parse(readFileSync(`${retail}/ground_truth.dev9.json`, "utf8")),
  );
  const stepOf = new Map(
    truth.map(({ trajectory_id: id, root_cause, failures }) => [
      id,
      failures.find(({ failure_id }) => failure_id === root_cause.failure_id)?.step_number ?? 0,
    ]),
  );
  const labels = tasks.map(({ task_id }) => stepOf.get(task_id) ?? 0);
  const guess = (withReference: boolean): readonly (readonly number[])[] =>
    sessions.map((session, index) => {
      const task = tasks[index];
      if (task === undefined) return [];
      const reference = withReference ? { reference: referenceOf(task) } : {};
      const blame = blameSession(session, reference);
      return blame === undefined
        ? []
        : [blame, ...blame.alternatives].map(messageOf(session, task.traj));
    });
  const lengths = tasks.map(({ traj }) => traj.length);
  const uniform = (far: number): string => {
    const chance = labels.map((label, index) => {
      const length = lengths[index] ?? 1;
      return (Math.min(length, label + far) - Math.max(1, label - far) + 1) / length;
    });
    return chance
      .reduce((sum, one) => sum + one, 0)
      .toFixed(1)
      .padStart(6);
  };
  print(`agentrx-tau-retail, ${labels.length} labelled sessions: how many are found`);
  print("                             exact    ±1    ±3  top-3");
  print(`  blame, the session alone  ${heldTo(labels, guess(false))}`);
  print(`  blame, with right calls   ${heldTo(labels, guess(true))}`);
  for (const step of [3, 7, 11]) {
    const constant = labels.map(() => [step, step + 4, step + 8]);
    print(`  always message ${String(step).padEnd(2)}         ${heldTo(labels, constant)}`);
  }
  const top3 = lengths
    .reduce((sum, length) => sum + Math.min(1, 3 / length), 0)
    .toFixed(1)
    .padStart(6);
  print(`  any message by chance     ${uniform(0)}${uniform(1)}${uniform(3)}${top3}`);
}

if (existsSync(airline) && existsSync(retail)) {
  const sessions = await read(airline);
  injectInto(sessions);
  warnAbout(sessions);
  await labelled();
} else print("There is no ../shared/data: nothing was measured.");
