import { n as blameTiers, t as blameKinds } from "./blame-nj-ohXLV.js";
import { C as failureModes } from "./program-DKRRRX-J.js";
import { D as number, O as object, P as string, S as int, T as literal, U as UserError, g as _enum, v as array, y as boolean } from "./shared-Cu69G1m7.js";
import { ra as sessionSchema } from "./run-BZDTBg9r.js";

// src/core/cluster/triage-file.ts
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