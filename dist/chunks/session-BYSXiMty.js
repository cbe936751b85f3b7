// src/core/trace/session.ts
/** The address of a step in prose, verdict evidence and links: `turn 2, step 3` is `2.3`. */
function stepId(ref) {
	return `${ref.turn}.${ref.step}`;
}

export { stepId as t };