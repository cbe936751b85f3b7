import { projectFiles } from "../adapters/fs/project-files.ts";
import type { Simulation } from "../app/run-experiment/simulated-user.ts";
import type { Project } from "../core/config/project.ts";
import { type Simulator, simulatorOf } from "../core/config/simulator-config.ts";
import { isRun } from "../core/dataset/case-file.ts";
import type { ExperimentSubject } from "../core/plan/experiment.ts";
import { hasPatterns } from "../core/simulation/machine-user.ts";
import type { PriceList } from "../ports/price-list.ts";
import type { SimulatorModel } from "../ports/simulator-model.ts";
import { readScript, type Surroundings } from "./compose-agent.ts";
import { composePrices } from "./compose-prices.ts";
import { describePause } from "./describe-pause.ts";

type Needs = Pick<Project, "config" | "dataset">;

/** What plays the users of a project's scenarios; nothing where their words stand in files. Only what is needed is loaded. */
export async function composeSimulation(
  { config, dataset }: Needs,
  surroundings: Pick<Surroundings, "root" | "environment" | "onWarning">,
): Promise<Simulation | undefined> {
  const users = dataset.cases.filter(({ status }) => isRun(status)).map(({ user }) => user);
  const simulator = users.some(({ kind }) => kind === "model") ? simulatorOf(config) : undefined;
  const needsPatterns = users.some(hasPatterns);
  if (simulator === undefined && !needsPatterns) return undefined;
  const [model, matches] = await Promise.all([
    simulator &&
      composeSimulator(simulator, surroundings, await composePrices(config.agent.prices)),
    needsPatterns ? loadPatterns() : undefined,
  ]);
  return {
    timeoutMs: simulator?.timeoutMs ?? 0,
    ...(model !== undefined && { model }),
    ...(matches !== undefined && { matches }),
  };
}

/** What the runs of a project say of who plays its users; `undefined` where no model does. */
export async function simulatorFacts(
  { config, dataset }: Needs,
  { root }: Pick<Surroundings, "root">,
): Promise<ExperimentSubject["simulator"]> {
  const isAsked = dataset.cases.some(({ status, user }) => isRun(status) && user.kind === "model");
  const simulator = isAsked ? simulatorOf(config) : undefined;
  if (simulator === undefined) return undefined;
  const { scriptedSimulatorSubject, simulatorSubject } = await import(
    "../core/plan/simulator-subject.ts"
  );
  if (simulator.kind === "model") return simulatorSubject(simulator);
  const { model } = await readScript(simulator.path, root);
  const source = await projectFiles(root).readFile(simulator.path);
  return scriptedSimulatorSubject(model, source.kind === "text" ? source.text : "");
}

async function composeSimulator(
  simulator: Simulator,
  { root, environment, onWarning }: Pick<Surroundings, "root" | "environment" | "onWarning">,
  prices: PriceList,
): Promise<SimulatorModel> {
  if (simulator.kind === "scripted") {
    const [{ scriptedSimulator }, script] = await Promise.all([
      import("../adapters/scripted-model/scripted-simulator.ts"),
      readScript(simulator.path, root),
    ]);
    return scriptedSimulator(script);
  }
  const { openAiSimulator } = await import("../adapters/llm/openai-simulator.ts");
  const { kind: _, ...options } = simulator;
  const apiKey = environment[simulator.apiKeyEnv];
  return openAiSimulator({
    ...options,
    environment,
    prices,
    onPause: (ms) => onWarning(describePause("simulator", ms)),
    ...(apiKey !== undefined && { apiKey }),
  });
}

async function loadPatterns(): Promise<NonNullable<Simulation["matches"]>> {
  const { replyPatterns } = await import("../core/simulation/reply-patterns.ts");
  return replyPatterns();
}
