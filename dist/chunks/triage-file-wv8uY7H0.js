import { Di as sessionSchema, En as blameTiers, Fa as boolean, Ma as _enum, Pa as array, Ra as int, Tn as blameKinds, Ua as number, Va as literal, Wa as object, Ya as string, ao as UserError } from "./run-DTe1xjOx.js";
import { y as failureModes } from "./program-CWt7Ov6p.js";

// src/core/cluster/triage-file.ts
/** Version of `triage.json`; readers refuse another major. */
const triageSchema = "tracegate.triage/1";
const clusterChanges = [
	"new",
	"grown",
	"shrunk",
	"same"
];
const text = string().max(4e3);
const share = number().min(0).max(1);
const count = int().min(0);
const clusterId = string().regex(/^c[0-9a-f]{8}$/);
const mode = _enum(failureModes);
const knownCluster = object({
	id: clusterId,
	terms: array(text),
	dimension: text.exactOptional(),
	path: array(text),
	sessions: array(text)
});
const queueEntry = knownCluster.extend({
	label: text,
	change: _enum(clusterChanges),
	before: count.exactOptional(),
	representative: text,
	share,
	severity: share,
	urgency: number().min(0),
	lifts: array(object({
		version: text,
		lift: number().min(0),
		sessions: count
	})),
	modes: array(object({
		mode,
		sessions: count,
		what: text
	})),
	firstBadStep: object({
		session: text,
		at: object({
			turn: int().min(1),
			step: int().min(1).exactOptional()
		}),
		kind: _enum(blameKinds),
		tier: _enum(blameTiers),
		what: text,
		why: text,
		quote: text.exactOptional()
	}).exactOptional(),
	nearestCase: object({
		id: text,
		file: text,
		likeness: share,
		isGuarding: boolean()
	}).exactOptional()
});
const triageFile = object({
	schema: literal(triageSchema),
	sessions: count,
	failing: count,
	queue: array(queueEntry),
	unclustered: array(text),
	silhouette: number().min(-1).max(1).exactOptional(),
	resolved: array(knownCluster),
	failures: array(object({
		id: text,
		file: text.exactOptional(),
		cluster: clusterId.exactOptional(),
		dimensions: array(text),
		modes: array(mode),
		x: share,
		y: share
	})),
	examples: array(sessionSchema)
});
/**
* Reads `triage.json`.
*
* @throws UserError `TRIAGE_UNREADABLE` where the text is none, or one of another major.
*/
function parseTriage(json, place) {
	let value;
	try {
		value = JSON.parse(json);
	} catch (cause) {
		throw unreadable(place, "it is no JSON", cause);
	}
	const parsed = triageFile.safeParse(value);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw unreadable(place, `\`${(issue?.path ?? []).join(".")}\`: ${issue?.message ?? "another shape"}`);
}
function unreadable(place, why, cause) {
	return new UserError("TRIAGE_UNREADABLE", `${place} is no triage of this version of Tracegate: ${why}.`, "Give the triage.json of an earlier `tracegate triage`, or leave it out.", { cause });
}

export { parseTriage as n, triageSchema as r, clusterChanges as t };