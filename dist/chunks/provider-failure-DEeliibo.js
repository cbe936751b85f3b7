import { t as printable } from "./printable-D3kid4aB.js";

// src/core/agent/provider-failure.ts
/** The type of a model step's error where the provider could not be reached at all. */
const connectionFailure = "connection";
/** The type of a model step's error where the provider answered with an HTTP status: `http-429`. */
function httpFailure(status) {
	return `http-${status}`;
}
/** Whether the provider failed and not the request: 429, 5xx, or no connection. */
function isProviderFailure(error) {
	return error.type === "connection" || /^http-(?:429|5\d\d)$/.test(error.type);
}
/** The infrastructure's failure where the turn's last model call failed at the provider, else the agent's. */
function describeTurnFailure(reason, steps) {
	const call = steps.findLast((step) => step.kind === "model");
	if (call?.error === void 0 || !isProviderFailure(call.error)) return {
		kind: "agent-error",
		reason
	};
	return {
		kind: "infra-error",
		reason: `${describeProvider(call.error)}; ${reason}`
	};
}
/** Without the message of a provider that answered: it may hold an id for each request, and reasons are counted. */
function describeProvider({ type, message }) {
	if (type !== "connection") return `the model provider answered ${type.slice(5)}`;
	return `the model provider was not reached: ${printable(message, 200)}`;
}

export { describeTurnFailure as n, httpFailure as r, connectionFailure as t };