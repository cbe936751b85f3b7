// src/core/blame/blame.ts
const blameKinds = [
	"tool-output-wrong",
	"invented",
	"contradicted",
	"asserted-after-empty",
	"wrong-argument",
	"wrong-tool",
	"unexpected-write",
	"missing-write",
	"loop",
	"malformed-result",
	"schema-error",
	"tool-error",
	"evaluator-evidence"
];
const blameTiers = [
	"exact-fact",
	"reference-diff",
	"suspected"
];

export { blameTiers as n, blameKinds as t };