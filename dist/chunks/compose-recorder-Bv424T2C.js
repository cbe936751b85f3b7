import { ao as UserError } from "./run-DTe1xjOx.js";

// src/compose/compose-recorder.ts
/**
* Starts a recorder whose model calls go where the agent's environment would have sent them without it.
*
* @throws UserError `MODEL_ADDRESS_INVALID` where the environment names a place that is no address.
*/
async function composeRecorder({ environment, ...settings }) {
	const { OPENAI_BASE_URL, OPENAI_API_BASE, ANTHROPIC_BASE_URL } = environment;
	mustBeAddresses({
		OPENAI_BASE_URL,
		OPENAI_API_BASE,
		ANTHROPIC_BASE_URL
	});
	const { startRecorder } = await import("./recorder-BrYIybt0.js");
	return startRecorder({
		...settings,
		mountTools: mountMcpLate,
		environment,
		upstreams: {
			openai: OPENAI_BASE_URL || OPENAI_API_BASE || "https://api.openai.com/v1",
			anthropic: ANTHROPIC_BASE_URL || "https://api.anthropic.com"
		}
	});
}
/** Else each model call would fail, and the agent would be blamed for its environment. */
function mustBeAddresses(variables) {
	for (const [name, value] of Object.entries(variables)) {
		if (!value || URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) continue;
		throw new UserError("MODEL_ADDRESS_INVALID", `The environment variable ${name} is no address that model calls can go to.`, `Set ${name} to one such as https://api.openai.com/v1, or unset it.`);
	}
}
/** MCP for recorded tools; its library is loaded when a first client comes, which most agents never are. */
const mountMcpLate = (open) => {
	let mounting;
	const mount = async () => {
		const { mountMcp } = await import("./mount-mcp-BGvwD9YA.js");
		return mountMcp(open);
	};
	return {
		serve: async (request, response) => {
			mounting ??= mount();
			await (await mounting).serve(request, response);
		},
		close: async () => {
			await (await mounting)?.close();
		}
	};
};

export { composeRecorder as t };