import { r as date } from "./is-folder-ByNuOYD8.js";
import { o as meetSchema, s as problemAt, t as parseSource } from "./read-source-CctGpCBy.js";
import { A as union, C as literal, D as record, M as url, O as strictObject, _ as array, b as discriminatedUnion, h as _enum, k as string, w as number, x as int } from "./schemas-5Hve26zk.js";
import { n as valueAt } from "./describe-issue-DiAFkDmh.js";
import { o as slug } from "./case-file-Ct3vEzKg.js";
import { n as mostSessionsAtOnce, t as mostRunsPerCase } from "./limits-Bd7LaMWY.js";
import { t as policyDefaults } from "./policy-defaults-zHR2wsYZ.js";

// src/core/config/project-path.ts
const insideProject = /^(?!\/)(?![A-Za-z]:)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{Cc}]+$/u;
const expected = "a path inside the project, from its root, with `/` and without `..`";
/** A path or glob below the project root: never absolute, never through `..`, the same on every system. */
const projectPath = string().min(1).max(500).regex(insideProject, expected);
/** A folder below the project root, kept without `./` in front and `/` behind. */
const projectFolder = projectPath.regex(/^(?![./]*$)/, "a folder of its own, not the whole project").overwrite((path) => path.split("/").filter((part) => part !== "" && part !== ".").join("/"));

// src/core/config/config-file.ts
/** Below it every agent stands, so that a floor would say nothing. */
const leastFloor = .05;
/** Further below the floor is another floor. */
const widestMargin = .3;
/** A tighter level is never reached, and at a wider one a coin decides. */
const level = number().min(.001).max(.5);
const milliseconds = int().min(1).max(864e5);
const envName = string().max(200).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable, such as `OPENAI_API_KEY`");
const agentFields = {
	version: array(projectPath).max(100).default([]).meta({
		description: "Globs of the files that make it another agent: hashed into the experiment, so that runs of two agents never pool.",
		examples: [["prompts/**", "src/agent/**"]]
	}),
	env: array(envName).max(100).default([]).meta({
		description: "Environment variables that reach the agent; nothing else does. Another value makes another agent, unless the name speaks of a key, token, secret or password.",
		examples: [["OPENAI_API_KEY"]]
	}),
	turnTimeoutMs: milliseconds.default(6e4).meta({
		description: "How long one answer may take, in milliseconds; a later one is an agent error.",
		examples: [6e4]
	}),
	runTimeoutMs: milliseconds.default(3e5).meta({
		description: "How long one whole session may take, in milliseconds.",
		examples: [3e5]
	}),
	scriptedModel: projectPath.optional().meta({
		description: "A scripted model file that is served as the agent's OpenAI-compatible endpoint. Without it the agent uses its own.",
		examples: ["examples/support-agent/model.yaml"]
	})
};
const moduleAgent = strictObject({
	runner: literal("module"),
	module: projectPath.meta({
		description: "Path of a JS or TS file that exports `agent`.",
		examples: ["src/agent/agent.ts"]
	}),
	...agentFields
});
const processAgent = strictObject({
	runner: literal("process"),
	command: array(string().min(1).max(2e3)).min(1).max(100).meta({
		description: "Program and arguments; no shell reads them.",
		examples: [["python3", "agent/main.py"]]
	}),
	sessions: _enum(["one", "many"]).default("one").meta({
		description: "How many sessions one process holds, one after another.",
		examples: ["many"]
	}),
	instances: int().min(1).max(256).default(1).meta({
		description: "How many processes serve at once where `sessions: many`.",
		examples: [2]
	}),
	...agentFields
}).refine(({ sessions, instances }) => sessions === "many" || instances === 1, {
	path: ["instances"],
	message: "counts only where one process holds many sessions",
	params: { expected: "`sessions: many` beside it; else `runs.concurrency` says how many run at once" }
});
const agent = discriminatedUnion("runner", [moduleAgent, processAgent]).meta({
	description: "The agent under test: a `module` in this process, or a `process` in any language.",
	examples: [{
		runner: "module",
		module: "src/agent/agent.ts"
	}]
});
const floorPolicy = strictObject({
	floor: number().min(leastFloor).lt(1).meta({
		description: "Lowest accepted pass rate, between 0 and 1.",
		examples: [.9]
	}),
	margin: number().gt(0).max(widestMargin).default(policyDefaults.margin).meta({
		description: "A rate this far below the floor must be told apart from it; smaller than the floor.",
		examples: [.1]
	}),
	mode: _enum([
		"significant",
		"point",
		"prove"
	]).default(policyDefaults.mode).meta({
		description: "How the floor is tested: exact test (`significant`), point estimate (`point`), or lower bound above the floor (`prove`).",
		examples: ["significant"]
	}),
	judge: _enum(["advisory", "block"]).default("advisory").meta({
		description: "Whether a judge's verdicts count towards the decision or are only shown.",
		examples: ["advisory"]
	})
}).meta({
	description: "What one dimension must reach.",
	examples: [{ floor: .9 }]
});
const gatePolicy = strictObject({
	dimensions: record(slug, floorPolicy).refine((floors) => Object.keys(floors).length > 0, {
		message: "names no dimension",
		params: {
			expected: "a floor for every dimension that a guarding case measures",
			example: "gate:\n  dimensions:\n    abstention: { floor: 0.9 }"
		}
	}).meta({
		description: "The floor of every dimension that a guarding case measures.",
		examples: [{
			faithfulness: { floor: .95 },
			"tool-use": { floor: .9 }
		}]
	}),
	mustPass: array(slug).max(1e3).default([]).meta({
		description: "Cases of which a single failed run blocks.",
		examples: [["refund-policy-unknown-area"]]
	}),
	alpha: level.default(policyDefaults.alpha).meta({
		description: "Chance of a false block that the whole gate may have.",
		examples: [.05]
	}),
	beta: level.default(policyDefaults.beta).meta({
		description: "Chance that a rate one margin below the floor is called met.",
		examples: [.1]
	}),
	missing: number().min(0).max(.5).default(policyDefaults.missing).meta({
		description: "Largest share of runs lost to infrastructure, simulator and judge errors.",
		examples: [.05]
	})
}).meta({
	description: "When a change may be merged.",
	examples: [{ dimensions: { faithfulness: { floor: .95 } } }]
});
const isRetiredHost = (address) => /^https?:\/\/(?:[^/]*@)?(?:models\.github\.ai|models\.inference\.ai\.azure\.com)(?:[:/]|$)/i.test(address);
const judge = strictObject({
	model: string().min(1).max(200).meta({
		description: "Name of the chat model that judges.",
		examples: ["gpt-5-mini"]
	}),
	baseUrl: url({ protocol: /^https?$/ }).max(2e3).refine((address) => !isRetiredHost(address), {
		message: "names GitHub Models, which was switched off on 2026-07-30",
		params: { expected: "another OpenAI-compatible endpoint" }
	}).default("https://api.openai.com/v1").meta({
		description: "Base address of an OpenAI-compatible endpoint.",
		examples: ["https://api.openai.com/v1"]
	}),
	apiKeyEnv: envName.default("OPENAI_API_KEY").meta({
		description: "The environment variable that holds the key. Where it is not set, judges leave their verdicts unscored.",
		examples: ["OPENAI_API_KEY"]
	}),
	timeoutMs: milliseconds.default(6e4).meta({
		description: "How long one judgement may take, in milliseconds.",
		examples: [6e4]
	})
}).meta({
	description: "The model behind evaluators of `kind: judge`.",
	examples: [{ model: "gpt-5-mini" }]
});
const runs = strictObject({
	perCase: int().min(1).max(mostRunsPerCase).default(20).meta({
		description: "How often a case is run that does not say so itself.",
		examples: [20]
	}),
	concurrency: int().min(1).max(mostSessionsAtOnce).default(8).meta({
		description: "How many sessions run at once, at most.",
		examples: [8]
	})
}).prefault({}).meta({
	description: "How much is run.",
	examples: [{
		perCase: 20,
		concurrency: 8
	}]
});
const enforce = union([literal(true), strictObject({ until: date().meta({
	description: "The day from which the gate blocks, in UTC.",
	examples: ["2027-01-15"]
}) })]).default(true).meta({
	description: "Whether the decision blocks (`true`), or is only shown until a day, while a team adopts the gate.",
	examples: [true, { until: "2027-01-15" }]
});
/** `tracegate.yaml`. */
const configFile = strictObject({
	version: literal(1).meta({
		description: "Version of this file's format.",
		examples: [1]
	}),
	agent,
	dataset: projectFolder.meta({
		description: "Folder of the dataset: `dataset.yaml`, `cases/` and `scenarios/`.",
		examples: ["datasets/support"]
	}),
	evaluators: projectFolder.default("evaluators").meta({
		description: "Folder of the evaluators: `<name>/v<N>.yaml`.",
		examples: ["evaluators"]
	}),
	runs,
	judge: judge.optional(),
	gate: gatePolicy,
	enforce
}).meta({
	title: "tracegate.yaml",
	description: "The agent under test, the dataset it is run against, and when a change may be merged."
});

// src/core/config/read-config.ts
/** Reads `tracegate.yaml`. */
function readConfig(source) {
	const parsed = parseSource(source);
	if (parsed.kind === "problems") return {
		folders: {},
		problems: source.kind === "unreadable" && source.reason === "missing" ? parsed.problems.map(withExample) : parsed.problems
	};
	const { document } = parsed;
	const folders = foldersIn(document);
	const overlap = checkOverlap(document, folders);
	const meeting = meetSchema(configFile, document);
	return meeting.kind === "met" ? {
		document,
		config: meeting.value,
		folders,
		problems: overlap
	} : {
		document,
		folders,
		problems: [...overlap, ...meeting.problems]
	};
}
/** The smallest configuration that can decide something. */
function withExample(problem) {
	return {
		...problem,
		expected: "a configuration of this name, or another one with `--config <file>`",
		example: [
			"version: 1",
			"agent: { runner: module, module: src/agent.ts }",
			"dataset: datasets/support",
			"gate:",
			"  dimensions:",
			"    abstention: { floor: 0.9 }"
		].join("\n")
	};
}
function foldersIn({ value }) {
	const { dataset, evaluators } = configFile.shape;
	const datasetFolder = dataset.safeParse(valueAt(value, ["dataset"]));
	const evaluatorsFolder = evaluators.safeParse(valueAt(value, ["evaluators"]));
	return {
		...datasetFolder.success && { dataset: datasetFolder.data },
		...evaluatorsFolder.success && { evaluators: evaluatorsFolder.data }
	};
}
function checkOverlap(document, folders) {
	const { dataset, evaluators } = folders;
	if (dataset === void 0 || evaluators === void 0) return [];
	if (!`${dataset}/`.startsWith(`${evaluators}/`) && !`${evaluators}/`.startsWith(`${dataset}/`)) return [];
	return [problemAt(document, ["dataset"], {
		code: "FOLDERS_OVERLAP",
		message: `the dataset's folder \`${dataset}\` and the evaluators' folder \`${evaluators}\` stand in each other`,
		expected: "two folders side by side",
		example: "dataset: datasets/support\nevaluators: evaluators"
	})];
}

export { readConfig as t };