// src/adapters/agent/mask-secrets.ts
const shortestSecret = 8;
function maskSecrets(runner, secrets) {
	const masks = Object.entries(secrets).filter(([, value]) => value.length >= shortestSecret).toSorted(([, a], [, b]) => b.length - a.length).map(([name, value]) => ({
		value: JSON.stringify(value).slice(1, -1),
		mask: `[secret ${name}]`
	}));
	if (masks.length === 0) return runner;
	const masked = (answer) => {
		const text = JSON.stringify(answer);
		const safe = masks.reduce((all, { value, mask }) => all.replaceAll(value, mask), text);
		return safe === text ? answer : JSON.parse(safe);
	};
	return {
		get maxSessions() {
			return runner.maxSessions;
		},
		...runner.prepare !== void 0 && { prepare: () => runner.prepare?.() ?? Promise.resolve() },
		start: () => runner.start(),
		open: async (start) => masking(await runner.open(start), masked),
		close: () => runner.close()
	};
}
function masking(session, masked) {
	const { startUpMs } = session;
	return {
		...startUpMs !== void 0 && { startUpMs },
		...session.complaint !== void 0 && { complaint: () => session.complaint?.() },
		send: async (message, signal) => masked(await session.send(message, signal)),
		close: () => session.close()
	};
}

export { maskSecrets };