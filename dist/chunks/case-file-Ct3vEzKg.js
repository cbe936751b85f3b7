import { C as literal, D as record, O as strictObject, _ as array, h as _enum, j as unknown, k as string, x as int } from "./schemas-5Hve26zk.js";

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

export { scenarioFile as a, isRun as i, caseStatuses as n, slug as o, githubLogin as r, caseFile as t };