import { D as number, F as union, I as unknown, M as record, N as strictObject, P as string, S as int, T as literal, g as _enum, v as array, w as json } from "./schemas-CJS83Lar.js";

// src/core/dataset/faults-field.ts
/** How a tool can be made to fail on purpose. */
const faultKinds = [
	"error",
	"timeout",
	"slow",
	"empty",
	"malformed-json",
	"schema-violation",
	"stale",
	"truncated-page",
	"duplicate",
	"permission-denied",
	"rate-limit"
];
/** What each kind can be told beside when it strikes; `delayMs` goes with all of them. */
const parametersOf = {
	error: ["message"],
	timeout: ["message"],
	slow: [],
	empty: ["value"],
	"malformed-json": ["value"],
	"schema-violation": ["value", "merge"],
	stale: ["value", "merge"],
	"truncated-page": ["keep"],
	duplicate: [],
	"permission-denied": ["message"],
	"rate-limit": ["message"]
};
const parameters = [
	"message",
	"value",
	"merge",
	"keep"
];
const callNumber = int().min(1).max(1e4);
/** One planned failure of one tool. */
const fault = strictObject({
	tool: string().min(1).max(200).meta({
		description: "The tool that fails.",
		examples: ["search_policies"]
	}),
	fault: _enum(faultKinds).meta({
		description: "How it fails.",
		examples: ["timeout"]
	}),
	call: callNumber.optional().meta({
		description: "Only this call of the tool, counted from 1 in the session.",
		examples: [1]
	}),
	after: callNumber.optional().meta({
		description: "Only calls of the tool that come after this one.",
		examples: [2]
	}),
	times: callNumber.optional().meta({
		description: "How many calls of a session it strikes at most; all where left out.",
		examples: [2]
	}),
	arguments: record(string(), json()).optional().meta({
		description: "Only calls with these arguments, whatever others they have.",
		examples: [{ order_id: "4471" }]
	}),
	probability: number().gt(0).lte(1).default(1).meta({
		description: "The chance that it strikes a call; drawn anew for each, the same in run 7 as in every run 7.",
		examples: [.2]
	}),
	seed: int().min(0).max(1e6).default(0).meta({
		description: "Another number draws other calls.",
		examples: [1]
	}),
	delayMs: int().min(0).max(36e5).optional().meta({
		description: "How long the answer takes longer, in milliseconds; 2000 for `slow`, else 0.",
		examples: [5e3]
	}),
	message: string().min(1).max(2e3).optional().meta({
		description: "What `error`, `timeout`, `permission-denied` and `rate-limit` say.",
		examples: ["The order service is not available."]
	}),
	value: json().optional().meta({
		description: "What `empty`, `malformed-json` (a text), `schema-violation` and `stale` answer instead; made from the tool's own answer where left out.",
		examples: [{ documents: [] }]
	}),
	merge: record(string(), json()).optional().meta({
		description: "Fields that `stale` and `schema-violation` lay over the tool's own answer; null takes one away.",
		examples: [{ status: "packed" }]
	}),
	keep: int().min(0).max(1e5).optional().meta({
		description: "How many items (of a text: characters) `truncated-page` keeps; half where left out.",
		examples: [1]
	})
}).check(({ value, issues }) => {
	for (const { path, message, expected } of wrongTogether(value)) issues.push({
		code: "custom",
		input: value,
		path: [path],
		message,
		params: { expected }
	});
}).meta({
	description: "A planned failure of a tool.",
	examples: [{
		tool: "search_policies",
		call: 1,
		fault: "empty"
	}]
});
/** `faults:` of a case or scenario. */
const faultsField = array(fault).min(1).max(100).meta({
	description: "Tools that fail on purpose; the first that fits a call strikes it. They work on live tools and on recorded ones.",
	examples: [[{
		tool: "search_policies",
		call: 1,
		fault: "empty"
	}]]
});
/** What no single field shows: parameters of another kind, and plans that can never strike. */
function wrongTogether(one) {
	const known = parametersOf[one.fault];
	const foreign = parameters.filter((name) => one[name] !== void 0 && !known.includes(name));
	return [
		...foreign.map((path) => ({
			path,
			message: `means nothing to a fault \`${one.fault}\``,
			expected: known.length === 0 ? "no such key" : `${known.map((name) => `\`${name}\``).join(" or ")} there, or another fault`
		})),
		...one.value !== void 0 && one.merge !== void 0 && foreign.length === 0 ? [{
			path: "merge",
			message: "stands beside `value`, which is the whole answer already",
			expected: "one of the two"
		}] : [],
		...one.call !== void 0 && one.after !== void 0 ? [{
			path: "after",
			message: "stands beside `call`, which names one call already",
			expected: "one of the two"
		}] : [],
		...one.fault === "malformed-json" && one.value !== void 0 && typeof one.value !== "string" ? [{
			path: "value",
			message: "is JSON",
			expected: "a text that is not"
		}] : [],
		...one.fault === "malformed-json" && typeof one.value === "string" && isJson(one.value) ? [{
			path: "value",
			message: "is JSON, so that nothing would fail",
			expected: "a text that is no JSON"
		}] : [],
		...one.fault === "stale" && one.call === 1 && one.value === void 0 && one.merge === void 0 ? [{
			path: "call",
			message: "is 1, and a first answer has no older one that could come instead",
			expected: "`value` or `merge` beside it, or a later call"
		}] : []
	];
}
function isJson(text) {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

// src/core/dataset/model-source.ts
const cassetteName = string().max(120).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.json$/, "the name of a file in the dataset's folder `cassettes/`, such as `late-fee.json`");
/** `model:` of a case. */
const modelField = union([_enum(["recorded", "live"]), strictObject({
	mode: literal("recorded").meta({
		description: "The model answers what it answered when the cassette was recorded.",
		examples: ["recorded"]
	}),
	cassette: cassetteName.optional().meta({
		description: "The recorded answers, a file in the dataset's folder `cassettes/`; `<id>.json` where left out.",
		examples: ["late-fee.json"]
	})
})]).meta({
	description: "What answers the agent's model calls: a cassette (`recorded`), or the model itself (`live`, the same as left out). A cassette cannot test a changed prompt or model.",
	examples: ["recorded", {
		mode: "recorded",
		cassette: "late-fee.json"
	}]
});
/** The name of the file in `cassettes/` that a case's model is recorded in; `undefined` where its model is live. */
function cassetteOf({ id, model }) {
	if (model === void 0 || model === "live") return void 0;
	return (model === "recorded" ? void 0 : model.cassette) ?? `${id}.json`;
}

// src/core/dataset/tools-field.ts
/** How one argument of a tool call is held against the recorded one. */
const argumentMatchers = [
	"exact",
	"text",
	"similar",
	"ignore"
];
const toolNamed = string().min(1).max(200);
const toolList = array(toolNamed).max(500);
const share = number().gt(0).lte(1);
const argumentMatcher = union([_enum(argumentMatchers), strictObject({
	similar: share.optional().meta({
		description: "The least similarity of two free texts; 0.6 for `similar` alone.",
		examples: [.8]
	}),
	within: number().min(0).optional().meta({
		description: "The most that two numbers may differ by.",
		examples: [.01]
	})
}).refine(({ similar, within }) => similar === void 0 !== (within === void 0), {
	message: "says neither or both of `similar` and `within`",
	params: {
		expected: "one of the two",
		example: "amount: { within: 0.01 }"
	}
})]).meta({
	description: "`exact`, `text` (letter case, punctuation and white space aside), `similar` (the words of free text), `ignore`, or `{ within: <number> }`.",
	examples: ["ignore", { within: .01 }]
});
/** By argument; a field inside one as `filters.city`. What is not named is matched by its kind. */
const argumentMatch = record(string().min(1).max(500), argumentMatcher).meta({
	description: "How each argument is held against the recorded one, where its kind does not say it well.",
	examples: [{
		reason: "ignore",
		amount: { within: .01 }
	}]
});
/** The name of a session's file in the dataset's folder `sessions/`. */
const sessionName = string().max(120).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.json$/, "the name of a file in the dataset's folder `sessions/`, such as `late-fee.json`");
/** `tools:` of a case. */
const toolsField = union([literal("recorded"), strictObject({
	mode: _enum(["recorded"]).meta({
		description: "The tools answer what they answered in the recorded session.",
		examples: ["recorded"]
	}),
	session: sessionName.optional().meta({
		description: "The recorded session, a file in the dataset's folder `sessions/`; `<id>.json` where left out.",
		examples: ["refund-policy-unknown-area.json"]
	}),
	match: record(toolNamed, argumentMatch).optional().meta({
		description: "By tool and argument: how a call is held against the recorded ones.",
		examples: [{ issue_refund: { reason: "ignore" } }]
	}),
	readOnly: toolList.optional().meta({
		description: "Tools that change nothing: a call that matches none is answered by the recorded call of its number.",
		examples: [["search_policies"]]
	}),
	live: toolList.optional().meta({
		description: "Tools that run live all the same, such as one that only thinks.",
		examples: [["think"]]
	})
})]).meta({
	description: "What answers the agent's tool calls; the live tools where left out.",
	examples: ["recorded", {
		mode: "recorded",
		session: "refund-policy-unknown-area.json"
	}]
});

// src/core/dataset/case-file.ts
/** Names that become file names and anchors: lower case, digits and dashes, at most 60. */
const slug = string().regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, "a name of lower-case letters, digits and dashes, at most 60 characters");
/** `name@version`, such as `abstains-on-empty-retrieval@1`. */
const evaluatorRef = string().regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?@[1-9][0-9]{0,4}$/, "an evaluator and its version, such as `abstains-on-empty-retrieval@1`");
const failureModes = [
	"state-corruption",
	"tool-use",
	"non-determinism",
	"error-propagation",
	"evaluation-misalignment"
];
const caseStatuses = [
	"proposed",
	"open",
	"guarding",
	"quarantined",
	"retired"
];
/** Whether a case of this status is run at all. Only `guarding` ones gate; the others are shown. */
function isRun(status) {
	return status !== "retired";
}
/** What YAML gives is what JSON can carry: to look again would cost half of the time that a case file takes. */
const anyValues = record(string(), unknown());
const expectation = strictObject({
	dimension: slug.meta({
		description: "The quality axis that this expectation counts towards.",
		examples: ["abstention"]
	}),
	evaluator: evaluatorRef.meta({
		description: "The evaluator file that answers: `evaluators/<name>/v<version>.yaml`.",
		examples: ["abstains-on-empty-retrieval@1"]
	}),
	with: anyValues.optional().meta({
		description: "Parameters for this case, laid over those of the evaluator's file.",
		examples: [{ any: ["30 days"] }]
	}),
	truth: string().min(1).max(4e3).optional().meta({
		description: "What is true or right here, in a sentence; judges read it.",
		examples: ["No policy covers partly used gift cards; the agent must say so."]
	})
}).meta({
	description: "One checkable statement about every run of the case.",
	examples: [{
		dimension: "abstention",
		evaluator: "abstains-on-empty-retrieval@1"
	}]
});
const login = /^@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\/[A-Za-z0-9._-]{1,100})?$/;
/** A GitHub login, or a team as `organisation/team`. */
const githubLogin = string().regex(login, "a GitHub login, or a team as `organisation/team`");
const signOff = strictObject({
	by: githubLogin.meta({
		description: "Who approved.",
		examples: ["maria-policy"]
	}),
	at: string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, "a date, such as 2026-11-20").meta({
		description: "When.",
		examples: ["2026-11-20"]
	}),
	digest: string().regex(/^sha256:[0-9a-f]{64}$/, "`sha256:` and 64 hexadecimal digits").meta({ description: "The content digest that was approved; void once the content changes." })
}).meta({ description: "A named expert's approval of the case at one content digest." });
const userText = string().min(1).max(2e4);
const caseFields = {
	id: slug.meta({
		description: "The case's name; the same as the file's name without `.yaml`.",
		examples: ["refund-policy-unknown-area"]
	}),
	title: string().min(1).max(200).optional().meta({
		description: "One line for people.",
		examples: ["Refund policy that the knowledge base does not cover"]
	}),
	status: _enum(caseStatuses).default("guarding").meta({
		description: "`guarding` gates; `proposed`, `open` and `quarantined` are run and only shown; `retired` is not run.",
		examples: ["guarding"]
	}),
	dimensions: array(slug).min(1).max(50).optional().meta({
		description: "The dimensions of the expectations; may be left out.",
		examples: [["faithfulness", "abstention"]]
	}),
	failureMode: _enum(failureModes).optional().meta({
		description: "Which of the five ways to fail the case guards against.",
		examples: ["tool-use"]
	}),
	runs: int().min(1).max(1e5).optional().meta({
		description: "How often the case is run; `runs.perCase` where left out.",
		examples: [20]
	}),
	tools: toolsField.optional(),
	model: modelField.optional(),
	faults: faultsField.optional(),
	expectations: array(expectation).min(1).max(100).meta({
		description: "What must be true of every run.",
		examples: [[{
			dimension: "abstention",
			evaluator: "abstains-on-empty-retrieval@1"
		}]]
	}),
	provenance: anyValues.optional().meta({
		description: "Where the case came from.",
		examples: [{
			issue: 128,
			failedOn: "3f2c1ab"
		}]
	}),
	signOff: signOff.optional()
};
/** `datasets/<name>/cases/<id>.yaml`: what the user says, and what must be true of the answer. */
const caseFile = strictObject({
	...caseFields,
	conversation: array(strictObject({ user: userText.meta({
		description: "One message of the user.",
		examples: ["What is the refund policy for partly used gift cards?"]
	}) })).min(1).max(100).meta({
		description: "What the user says, turn by turn.",
		examples: [[{ user: "What is the refund policy for partly used gift cards?" }]]
	})
}).meta({
	title: "Tracegate case",
	description: "What the user says, and what must be true of the answer."
});
const stopWhen = strictObject({ replyContains: array(string().min(1).max(1e3)).min(1).max(100).meta({
	description: "Texts of which one in a reply ends the session.",
	examples: [["hand you over"]]
}) }).meta({
	description: "Ends the session early once a reply contains one of these.",
	examples: [{ replyContains: ["hand you over"] }]
});
/** `datasets/<name>/scenarios/<id>.yaml`: a case whose user is simulated. */
const scenarioFile = strictObject({
	...caseFields,
	goal: string().min(1).max(2e3).meta({
		description: "What the simulated user wants to reach.",
		examples: ["Learn whether a partly used gift card can be refunded."]
	}),
	user: strictObject({
		kind: literal("scripted").meta({
			description: "Says its turns in order.",
			examples: ["scripted"]
		}),
		turns: array(userText).min(1).max(100).meta({
			description: "What the user says, turn by turn.",
			examples: [["Can I get money back on a gift card?", "It is partly used."]]
		}),
		stopWhen: stopWhen.optional()
	}).meta({
		description: "Who plays the user.",
		examples: [{
			kind: "scripted",
			turns: ["Can I get money back on a gift card?"]
		}]
	})
}).meta({
	title: "Tracegate scenario",
	description: "A case whose user is simulated."
});

export { scenarioFile as a, cassetteOf as c, isRun as i, caseStatuses as n, slug as o, githubLogin as r, argumentMatch as s, caseFile as t };