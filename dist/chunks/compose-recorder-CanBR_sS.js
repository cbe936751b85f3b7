import { U as UserError } from "./shared-Cu69G1m7.js";

// src/compose/compose-recorder.ts
async function composeRecorder({ environment, ...settings }) {
	const { OPENAI_BASE_URL, OPENAI_API_BASE, ANTHROPIC_BASE_URL } = environment;
	mustBeAddresses({
		OPENAI_BASE_URL,
		OPENAI_API_BASE,
		ANTHROPIC_BASE_URL
	});
	const { startRecorder } = await import("./recorder-BZFkVHv5.js");
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
function mustBeAddresses(variables) {
	for (const [name, value] of Object.entries(variables)) {
		if (!value || URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) continue;
		throw new UserError("MODEL_ADDRESS_INVALID", `The environment variable ${name} is no address that model calls can go to.`, `Set ${name} to one such as https://api.openai.com/v1, or unset it.`);
	}
}
const mountMcpLate = (open) => {
	let mounting;
	const mount = async () => {
		const { mountMcp } = await import("./mount-mcp-DlSImeFO.js");
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