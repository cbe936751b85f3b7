// src/core/redact/found-value.ts
/** What is looked for without being asked to; a project's own patterns bring kinds of their own. */
const redactedKinds = [
	"secret",
	"email",
	"iban",
	"card",
	"phone",
	"ip"
];

export { redactedKinds as t };