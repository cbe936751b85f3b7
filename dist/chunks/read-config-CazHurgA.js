import { D as number, F as union, L as url, M as record, N as strictObject, P as string, S as int, T as literal, g as _enum, v as array, w as json, x as discriminatedUnion, y as boolean } from "./schemas-CJS83Lar.js";
import { t as date } from "./iso-VFk7hz9B.js";
import { t as meetSchema } from "./meet-schema-Bqfta01O.js";
import { t as problemAt } from "./problem-at-CzM7vbuy.js";
import { n as valueAt } from "./describe-issue-DsZNqxW2.js";
import { r as unknownPlaceholders } from "./request-template-CxlC60yP.js";
import { o as slug, s as argumentMatch } from "./case-file-YHVmu2D4.js";
import { t as policyDefaults } from "./policy-defaults-Ba6e3vN9.js";
import { n as mostSessionsAtOnce, t as mostRunsPerCase } from "./limits-Bd7LaMWY.js";
import { t as redactedKinds } from "./found-value-C6SrmuIq.js";
import { t as parseSource } from "./read-source-CcYCYrno.js";

// src/core/config/tool-declarations.ts
/** `tools:` of tracegate.yaml, by tool. */
const toolDeclarations = record(string().min(1).max(200), strictObject({
	readOnly: boolean().default(false).meta({
		description: "Whether it changes nothing: a call that matches no recorded one is answered by the recorded call of its number, and its result may be exchanged on the wire.",
		examples: [true]
	}),
	live: boolean().default(false).meta({
		description: "Whether it runs live even where a case's tools are recorded, such as one that only thinks.",
		examples: [true]
	}),
	match: argumentMatch.optional()
})).meta({
	description: "What is true of the agent's tools in every case, for recorded tools and faults.",
	examples: [{ search_policies: { readOnly: true } }]
});
/** The declarations as rules for the tools of a case. */
function toolRulesOf(declared) {
	const tools = Object.entries(declared);
	return {
		readOnly: tools.filter(([, { readOnly }]) => readOnly).map(([name]) => name),
		live: tools.filter(([, { live }]) => live).map(([name]) => name),
		match: Object.fromEntries(tools.flatMap(([name, { match }]) => match ? [[name, match]] : []))
	};
}

// src/core/config/project-path.ts
const insideProject = /^(?!\/)(?![A-Za-z]:)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{Cc}]+$/u;
const expected = "a path inside the project, from its root, with `/` and without `..`";
/** A path or glob below the project root: never absolute, never through `..`, the same on every system. */
const projectPath = string().min(1).max(500).regex(insideProject, expected);
/** A folder below the project root, kept without `./` in front and `/` behind. */
const projectFolder = projectPath.regex(/^(?![./]*$)/, "a folder of its own, not the whole project").overwrite((path) => path.split("/").filter((part) => part !== "" && part !== ".").join("/"));

// src/core/config/scalars.ts
/** Up to a day. */
const milliseconds = int().min(1).max(864e5);
const envName = string().max(200).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable, such as `OPENAI_API_KEY`");

// src/core/config/agent-fields.ts
/** Program and arguments; no shell reads them. */
const commandField = array(string().min(1).max(2e3)).min(1).max(100);
/** What every agent may say of itself, whichever runner drives it. */
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
	}),
	setup: commandField.optional().meta({
		description: "What makes a fresh checkout of the agent ready to run, for `tracegate reproduce`. Where left out, `node_modules`, `.venv` and `venv` of the working tree are linked into it.",
		examples: [["npm", "ci"]]
	})
};
const dollars = number().min(0).max(1e6);
const modelPrice = strictObject({
	input: dollars,
	output: dollars,
	cachedInput: dollars.exactOptional(),
	cacheWrite: dollars.exactOptional()
}).meta({
	description: "Dollars for a million tokens. Cached ones have no cost where theirs is left out.",
	examples: [{
		input: .5,
		output: 2
	}]
});
/** Which loopback addresses an agent with a process of its own is given. */
const captureField = {
	capture: strictObject({
		otlp: boolean().default(true).meta({
			description: "Whether the agent's OpenTelemetry exporter is led to Tracegate (`OTEL_EXPORTER_OTLP_…`).",
			examples: [true]
		}),
		model: boolean().default(true).meta({
			description: "Whether the agent's model calls go through Tracegate (`OPENAI_BASE_URL`, `ANTHROPIC_BASE_URL`), which passes them on and records them.",
			examples: [true]
		})
	}).prefault({}).meta({
		description: "How a session is captured without code in the agent; docs/agents.md says what is seen.",
		examples: [{
			otlp: true,
			model: false
		}]
	}),
	prices: record(string().min(1).max(200), modelPrice).optional().meta({
		description: "What models cost, in US dollars for a million tokens, by the name that their answers carry. Without it, those of well-known providers are taken from a list, and others have no cost.",
		examples: [{ "my-model": {
			input: .5,
			output: 2,
			cachedInput: .05
		} }]
	})
};

// src/core/config/http-agent-config.ts
const known = "{{message}}, {{history}}, {{messages}}, {{turn}}, {{session}}, {{agentSession}}, {{seed}} or {{modelBaseUrl}}";
const placeholders = {
	message: "holds a placeholder that stands for nothing",
	params: {
		expected: known,
		example: "body: { message: \"{{message}}\" }"
	}
};
const pointer = string().max(500).regex(/^(?:\/(?:[^~/]|~[01])*)*$/, "a JSON Pointer, such as `/choices/0/message/content`");
const headerName = string().max(200).regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "the name of a header, such as `x-api-key`");
/** Keeps what a header cannot hold out of it; values of the session go into the body. */
const headerValue = string().max(2e3).regex(/^[\t\u0020-\u007e]*$/, "printable ASCII").refine((text) => unknownPlaceholders(text).length === 0, placeholders).refine((text) => !/\{\{\s*(?:message|messages|history)\s*\}\}/.test(text), {
	message: "would put what the user says into a header",
	params: { expected: "the message in `body` or in `url`" }
});
const start = strictObject({
	command: commandField.meta({
		description: "Program and arguments; no shell reads them. `${PORT}` stands for a free port, which is in the variable `PORT` too.",
		examples: [[
			"python3",
			"server.py",
			"--port",
			"${PORT}"
		]]
	}),
	ready: string().max(500).regex(/^\/[\u0021-\u007e]*$/, "a path, such as `/health`").optional().meta({
		description: "A path that answers with a status from 200 to 299 once the service can be used. Without it, a port that takes connections is enough.",
		examples: ["/health"]
	}),
	readyTimeoutMs: milliseconds.default(3e4).meta({
		description: "How long the service may take until it is ready, in milliseconds.",
		examples: [3e4]
	})
}).meta({
	description: "How the service is started. Without it, it runs elsewhere already.",
	examples: [{
		command: ["node", "server.mjs"],
		ready: "/health"
	}]
});
const request = strictObject({
	method: _enum([
		"POST",
		"PUT",
		"PATCH",
		"GET"
	]).default("POST").meta({
		description: "The method of a turn's request.",
		examples: ["POST"]
	}),
	headers: record(headerName, headerValue).default({}).meta({
		description: "Headers of every request. `${NAME}` stands for an environment variable, `{{session}}` and its like for values of the turn.",
		examples: [{
			authorization: "Bearer ${SHOP_TOKEN}",
			"x-session-id": "{{session}}"
		}]
	}),
	body: json().refine((body) => unknownPlaceholders(body).length === 0, placeholders).default({
		message: "{{message}}",
		session: "{{session}}",
		turn: "{{turn}}"
	}).meta({
		description: `The JSON body of a turn's request; texts in it may hold ${known}. GET has none.`,
		examples: [{
			messages: "{{messages}}",
			conversation_id: "{{session}}"
		}]
	})
}).prefault({}).meta({
	description: "How a turn becomes a request.",
	examples: [{ body: {
		text: "{{message}}",
		chat: "{{session}}"
	} }]
});
const response = strictObject({
	reply: pointer.default("/reply").meta({
		description: "Where the JSON answer holds the reply, as a JSON Pointer. An answer of type text/plain is the reply itself.",
		examples: ["/choices/0/message/content"]
	}),
	delta: pointer.optional().meta({
		description: "Of an event stream: where an event holds the next piece of the reply.",
		examples: ["/choices/0/delta/content"]
	}),
	done: string().min(1).max(200).optional().meta({
		description: "Of an event stream: the data that ends it. A stream that ends without it is an agent error.",
		examples: ["[DONE]"]
	}),
	session: pointer.optional().meta({
		description: "Where the answer names its session; another one than that of the request is refused.",
		examples: ["/conversation_id"]
	}),
	sessionHeader: headerName.optional().meta({
		description: "The header in which the answer names its session, instead of `session`.",
		examples: ["x-session-id"]
	}),
	finalState: pointer.optional().meta({
		description: "Where the answer holds the agent's world after the turn, for checks on it.",
		examples: ["/state"]
	}),
	toolCalls: pointer.optional().meta({
		description: "Where the answer lists its tool calls, each with `name`, `arguments`, and `result` or `error`.",
		examples: ["/tool_calls"]
	}),
	policy: pointer.optional().meta({
		description: "Where the answer holds the policy text that the agent works under.",
		examples: ["/policy"]
	})
}).refine(({ session, sessionHeader }) => session === void 0 || sessionHeader === void 0, {
	path: ["sessionHeader"],
	message: "stands beside `session`, and an answer names its session once",
	params: { expected: "one of the two" }
}).prefault({}).meta({
	description: "How a response becomes a turn.",
	examples: [{ reply: "/answer/text" }]
});
/** An agent that is a service: `runner: http`. */
const httpAgent = strictObject({
	runner: literal("http"),
	url: string().max(2e3).regex(/^https?:\/\/[^\s/?#]/, "an address that begins with http:// or https://").refine((text) => URL.canParse(text.replaceAll("${PORT}", "1").replaceAll(/\{\{.*?\}\}/g, "x")), {
		message: "is no address",
		params: { expected: "an address such as `http://127.0.0.1:${PORT}/chat`" }
	}).refine((text) => unknownPlaceholders(text).length === 0, placeholders).meta({
		description: "Where a turn is sent. `${PORT}` stands for the port of the service that `start` started; values of the turn are encoded.",
		examples: ["http://127.0.0.1:${PORT}/chat"]
	}),
	start: start.optional(),
	instances: int().min(1).max(256).default(1).meta({
		description: "How many instances of the service are started.",
		examples: [4]
	}),
	sessionsAtOnce: int().min(1).max(1e3).optional().meta({
		description: "How many sessions one instance holds at once: 1 where `start` is given, else as many as `runs.concurrency`. More than 1 needs an agent that forwards `traceparent` or `x-tracegate-session` with its calls.",
		examples: [1]
	}),
	request,
	response,
	...agentFields,
	...captureField
}).refine(({ start: given, instances }) => given !== void 0 || instances === 1, {
	path: ["instances"],
	message: "counts only where `start` starts them",
	params: { expected: "`start` beside it, or a load balancer behind `url`" }
}).refine(({ url, start: given }) => given !== void 0 || !url.includes("${PORT}"), {
	path: ["url"],
	message: "names ${PORT}, and no service is started that would have it",
	params: { expected: "the port itself, or `start` beside it" }
}).refine(({ url, instances }) => instances === 1 || url.includes("${PORT}"), {
	path: ["instances"],
	message: "would all listen on the same port",
	params: { expected: "`${PORT}` in `url` and in `start.command`" }
});

// src/core/config/openai-agent-config.ts
const tool = strictObject({
	name: string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "up to 64 letters, digits, `_` and `-`").meta({
		description: "Name of the tool, as the model calls it.",
		examples: ["search_policies"]
	}),
	description: string().min(1).max(4e3).meta({
		description: "What it does, for the model.",
		examples: ["Searches the shop's policies."]
	}),
	parameters: record(string(), json()).optional().meta({
		description: "JSON Schema of its arguments; it takes none where this is left out.",
		examples: [{
			type: "object",
			properties: { query: { type: "string" } }
		}]
	}),
	url: url({ protocol: /^https?$/ }).max(2e3).optional().meta({
		description: "Where a call is posted as `{name, arguments, session}`; the JSON answer is the result. Without it, only recorded results answer the tool.",
		examples: ["http://127.0.0.1:8080/tools/search_policies"]
	}),
	headers: record(string().max(200), string().max(2e3)).default({}).meta({
		description: "Headers of these posts; `${NAME}` stands for an environment variable.",
		examples: [{ authorization: "Bearer ${SHOP_TOKEN}" }]
	}),
	timeoutMs: milliseconds.default(3e4).meta({
		description: "How long one call may take, in milliseconds; a later answer is an error of the tool.",
		examples: [3e4]
	})
}).meta({
	description: "A tool that the model may call.",
	examples: [{
		name: "search_policies",
		description: "Searches the shop's policies."
	}]
});
/** An agent that is a model, a prompt and tools: `runner: openai`. */
const openaiAgent = strictObject({
	runner: literal("openai"),
	model: string().min(1).max(200).meta({
		description: "Name of the chat model.",
		examples: ["gpt-5-mini"]
	}),
	baseUrl: url({ protocol: /^https?$/ }).max(2e3).default("https://api.openai.com/v1").meta({
		description: "Base address of an endpoint that serves chat completions.",
		examples: ["http://127.0.0.1:11434/v1"]
	}),
	apiKeyEnv: envName.default("OPENAI_API_KEY").meta({
		description: "The environment variable that holds the key; an endpoint on loopback needs none.",
		examples: ["OPENAI_API_KEY"]
	}),
	systemPrompt: projectPath.optional().meta({
		description: "A text file with the system prompt.",
		examples: ["prompts/support.md"]
	}),
	parameters: record(string(), json()).refine((own) => ![
		"model",
		"messages",
		"tools",
		"stream",
		"n"
	].some((key) => key in own), {
		message: "sets what the runner sets itself",
		params: { expected: "neither model, messages, tools, stream nor n" }
	}).default({}).meta({
		description: "Further fields of every request, as the endpoint knows them.",
		examples: [{ temperature: .2 }]
	}),
	tools: array(tool).max(128).default([]).refine((tools) => new Set(tools.map(({ name }) => name)).size === tools.length, {
		message: "names a tool twice",
		params: { expected: "a name of its own for each tool" }
	}).meta({
		description: "The tools that the model may call.",
		examples: [[{
			name: "search_policies",
			description: "Searches the shop's policies."
		}]]
	}),
	maxModelCalls: int().min(1).max(1e3).default(20).meta({
		description: "How often the model is called in one turn, at most; then it is an agent error.",
		examples: [20]
	}),
	maxRetries: int().min(0).max(20).default(4).meta({
		description: "How often a call is made again after 429, 5xx or a lost connection.",
		examples: [4]
	}),
	...agentFields
});

// src/core/config/agent-config.ts
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
	command: commandField.meta({
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
	...agentFields,
	...captureField
}).refine(({ sessions, instances }) => sessions === "many" || instances === 1, {
	path: ["instances"],
	message: "counts only where one process holds many sessions",
	params: { expected: "`sessions: many` beside it; else `runs.concurrency` says how many run at once" }
});
/** `agent:` of tracegate.yaml. */
const agentConfig = discriminatedUnion("runner", [
	moduleAgent,
	processAgent,
	httpAgent,
	openaiAgent
]).meta({
	description: "The agent under test: a `module` in this process, a `process` in any language, an `http` service, or a model behind an `openai` endpoint.",
	examples: [{
		runner: "module",
		module: "src/agent/agent.ts"
	}]
});

// src/core/config/gate-policy.ts
/** Below it every agent stands, so that a floor would say nothing. */
const leastFloor = .05;
/** Further below the floor is another floor. */
const widestMargin = .3;
/** A tighter level is never reached, and at a wider one a coin decides. */
const level = number().min(.001).max(.5);
/** At one half for both, a judge is a coin. */
const trustedRate = number().gt(.5).lt(1);
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
	judge: _enum([
		"when-calibrated",
		"advisory",
		"block"
	]).default("when-calibrated").meta({
		description: "Whether judges decide: once they are calibrated against human labels (`when-calibrated`), never (`advisory`), or always, so that one that is not calibrated keeps the gate from passing (`block`).",
		examples: ["advisory"]
	})
}).meta({
	description: "What one dimension must reach.",
	examples: [{ floor: .9 }]
});
/** `gate:` of tracegate.yaml. */
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
	trust: strictObject({
		tpr: trustedRate.default(policyDefaults.trust.tpr).meta({
			description: "Least lower bound of the share of human passes that a judge passes.",
			examples: [.8]
		}),
		tnr: trustedRate.default(policyDefaults.trust.tnr).meta({
			description: "Least lower bound of the share of human fails that a judge fails.",
			examples: [.7]
		}),
		labels: int().min(10).max(1e4).default(policyDefaults.trust.labels).meta({
			description: "Fewest human labels of each class that a judge is measured on.",
			examples: [50]
		})
	}).prefault({}).meta({
		description: "What a judge must have shown on human labels before it may decide.",
		examples: [{
			tpr: .8,
			tnr: .7,
			labels: 50
		}]
	}),
	missing: number().min(0).max(.5).default(policyDefaults.missing).meta({
		description: "Largest share of runs lost to infrastructure, simulator and judge errors.",
		examples: [.05]
	})
}).meta({
	description: "When a change may be merged.",
	examples: [{ dimensions: { faithfulness: { floor: .95 } } }]
});

// src/core/config/judge-config.ts
const isRetiredHost = (address) => /^https?:\/\/(?:[^/]*@)?(?:models\.github\.ai|models\.inference\.ai\.azure\.com)(?:[:/]|$)/i.test(address);
/** `judge:` of tracegate.yaml. */
const judgeConfig = strictObject({
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
	}),
	temperature: number().min(0).max(2).default(0).meta({
		description: "Sampling temperature; models that refuse to have it set are asked without.",
		examples: [0]
	}),
	votes: int().min(1).max(9).refine((votes) => votes % 2 === 1, {
		message: "is even, and could end in a draw",
		params: {
			expected: "an odd number of votes: 1, 3, 5, 7 or 9",
			example: "votes: 3"
		}
	}).default(1).meta({
		description: "How often each question is asked; more than half must agree.",
		examples: [3]
	}),
	concurrency: int().min(1).max(256).default(16).meta({
		description: "How many questions the endpoint is asked at once, at most.",
		examples: [16]
	}),
	requestsPerMinute: int().min(1).max(1e6).optional().meta({
		description: "How many questions the endpoint takes a minute; as many as it answers where left out.",
		examples: [500]
	})
}).meta({
	description: "The model behind evaluators of `kind: judge`.",
	examples: [{ model: "gpt-5-mini" }]
});

// src/core/config/redaction-config.ts
const builtIn = redactedKinds;
const pattern = strictObject({
	name: slug.refine((name) => !builtIn.includes(name), {
		message: "is what Tracegate calls its own findings",
		params: { expected: `another name than ${builtIn.join(", ")}` }
	}).meta({
		description: "What the values are; reports count them under this name.",
		examples: ["customer-number"]
	}),
	pattern: string().min(1).max(1e3).meta({
		description: "Regular expression (RE2 syntax, linear time). With a capturing group, the group is the value and is then looked for everywhere.",
		examples: ["\\bK-[0-9]{8}\\b"]
	}),
	surrogate: string().min(1).max(200).regex(/[#?^]/, "a form with a `#`, `?` or `^`, so that two values get two surrogates").optional().meta({
		description: "How surrogates look: `#` is a digit, `?` a lower-case letter, `^` an upper-case letter, all else stands for itself. The pattern must not match it.",
		examples: ["K-X#######"]
	})
});
/** `redaction:` of tracegate.yaml. */
const redactionConfig = strictObject({
	patterns: array(pattern).max(100).refine((patterns) => new Set(patterns.map(({ name }) => name)).size === patterns.length, {
		message: "has two patterns of one name",
		params: { expected: "a name of its own for each pattern" }
	}).default([]).meta({
		description: "What else must not be written: ids of your customers, names of your hosts.",
		examples: [[{
			name: "customer-number",
			pattern: "\\bK-[0-9]{8}\\b"
		}]]
	}),
	allow: array(string().min(1).max(500).regex(/[^*]/, "a text that is more than `*`")).max(1e3).default([]).meta({
		description: "Values that stay, whole and in whatever case, such as your own support address; `*` stands for anything without blanks.",
		examples: [["help@shop.example", "*@test.shop.example"]]
	}),
	phoneCountries: array(string().regex(/^[A-Z]{2}$/, "a country's two letters, such as `DE`")).max(50).default([
		"US",
		"GB",
		"FR",
		"DE"
	]).meta({
		description: "Countries (ISO 3166) whose national phone numbers are known without a word beside them. Numbers with `+` are known from everywhere.",
		examples: [["US", "ES"]]
	}),
	keyEnv: envName.optional().meta({
		description: "The environment variable with the key that surrogates are drawn with: the same key gives the same surrogates on every machine. Without it a random key is kept in `.tracegate/redaction`.",
		examples: ["TRACEGATE_REDACTION_KEY"]
	})
}).meta({
	description: "What is taken out of sessions before they are written, beside what always is.",
	examples: [{ allow: ["help@shop.example"] }]
});

// src/core/config/config-file.ts
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
	agent: agentConfig,
	dataset: projectFolder.meta({
		description: "Folder of the dataset: `dataset.yaml`, `cases/` and `scenarios/`.",
		examples: ["datasets/support"]
	}),
	evaluators: projectFolder.default("evaluators").meta({
		description: "Folder of the evaluators: `<name>/v<N>.yaml`.",
		examples: ["evaluators"]
	}),
	runs,
	tools: toolDeclarations.optional(),
	judge: judgeConfig.optional(),
	redaction: redactionConfig.optional(),
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

export { redactionConfig as n, toolRulesOf as r, readConfig as t };