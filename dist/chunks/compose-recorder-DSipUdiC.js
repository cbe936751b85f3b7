// src/compose/compose-recorder.ts
/** Starts a recorder whose model calls go where the agent's environment would have sent them without it. */
async function composeRecorder({ environment, ...settings }) {
	const { startRecorder } = await import("./recorder-D-MGLBHU.js");
	const { OPENAI_BASE_URL, OPENAI_API_BASE, ANTHROPIC_BASE_URL } = environment;
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
/** MCP for recorded tools; its library is loaded when a first client comes, which most agents never are. */
const mountMcpLate = (open) => {
	let mounting;
	const mount = async () => {
		const { mountMcp } = await import("./mount-mcp-CkimRShz.js");
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