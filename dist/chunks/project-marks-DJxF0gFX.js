import { g as experimentSchema } from "./program-DKRRRX-J.js";
import { O as object, P as string, U as UserError, v as array } from "./shared-Cu69G1m7.js";
import { r as pathInRepository } from "./relevance-T8rDQVm-.js";
import { a as largestBaseline, i as countsOf, n as baselineSchema, r as baselineTooLarge, t as baselineFile } from "./baseline-file-Bc643SB_.js";
import { a as versionOf, i as tagPrefix, t as compareVersions } from "./dataset-version-BEb6aJP3.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { closeSync, constants, fstatSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { dirname, join, sep } = globalThis.process.getBuiltinModule("node:path");

// src/core/gate/read-baseline.ts
function readBaseline(text, demand) {
	const value = parsed(text);
	if (value === void 0) return refuse("unreadable", "it is no JSON");
	const { schema, entries } = outline.safeParse(value).data ?? {};
	const foreign = [schema, ...(entries ?? []).map((entry) => entry.experiment?.schema)].find((one) => one !== void 0 && isOtherMajor(one));
	if (foreign !== void 0) return {
		kind: "none",
		why: "other-major",
		detail: foreign
	};
	const met = baselineFile.safeParse(value);
	if (!met.success) {
		const [issue] = met.error.issues;
		return refuse("invalid", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "no entry"}`);
	}
	const objection = met.data.entries.map(({ writtenBy }) => objectionTo(writtenBy, demand)).find((one) => one !== void 0);
	if (objection !== void 0) return refuse(...objection);
	const { commit } = demand;
	if (commit !== void 0 && met.data.entries.every(({ writtenBy }) => writtenBy.commit !== commit)) return refuse("other-commit", `none of its entries is of ${commit}`);
	const late = met.data.entries.find(({ experiment }) => experiment.startedAt > demand.notAfter);
	if (late !== void 0) return refuse("invalid", `its runs began in the future, at ${late.experiment.startedAt}`);
	const fresh = met.data.entries.filter(({ experiment }) => experiment.startedAt >= demand.notBefore);
	if (fresh.length === 0) return {
		kind: "none",
		why: "expired"
	};
	return {
		kind: "found",
		experiments: fresh.map(({ experiment }) => experiment),
		origin: originOf(demand, met.data)
	};
}
function originOf({ source, side, branch, commit }, { entries, tag }) {
	const of = commit ?? entries[0]?.writtenBy.commit;
	return {
		side,
		source,
		...of !== void 0 && { commit: of },
		...branch !== void 0 && { branch },
		...side === "release" && tag !== void 0 && { tag }
	};
}
function refuse(why, detail) {
	return {
		kind: "refused",
		why,
		detail
	};
}
const outline = object({
	schema: string().optional().catch(void 0),
	entries: array(object({ experiment: object({ schema: string().optional().catch(void 0) }).optional() })).max(1e3).optional().catch(void 0)
});
function isOtherMajor(schema) {
	const ours = [baselineSchema, experimentSchema];
	return /^tracegate\.(?:baseline|experiment)\/\d{1,4}$/.test(schema) && !ours.includes(schema);
}
function objectionTo({ repository, branch, event }, demand) {
	if (demand.repository !== void 0 && !isSameName(repository, demand.repository)) return ["other-repository", repository ?? "it does not say by which"];
	const isForeign = demand.branch !== void 0 && branch !== demand.branch;
	if (demand.repository !== void 0 && isForeign) return ["other-branch", branch ?? "it does not say by which"];
	if (demand.repository !== void 0 && event !== "push") return ["other-event", event ?? "it does not say by which"];
}
function isSameName(one, other) {
	return one?.toLowerCase() === other.toLowerCase();
}
function addToBaseline(kept, entry) {
	const added = asRead({
		...entry,
		experiment: countsOf(entry.experiment)
	});
	const before = kept === void 0 ? void 0 : baselineFile.safeParse(parsed(kept)).data;
	const { key } = entry.experiment.subject;
	const same = (before?.entries ?? []).filter(({ experiment }) => experiment.subject.key === key);
	const isKnown = same.some((one) => JSON.stringify(one) === JSON.stringify(added));
	const entries = [...same, ...isKnown ? [] : [added]].toSorted((a, b) => startOf(a.experiment) < startOf(b.experiment) ? 1 : -1).slice(0, 10);
	return `${JSON.stringify({
		schema: baselineSchema,
		entries
	})}\n`;
}
function asRelease(kept, tag) {
	const met = kept === void 0 ? void 0 : baselineFile.safeParse(parsed(kept)).data;
	return met && `${JSON.stringify({
		...met,
		tag
	})}\n`;
}
function startOf({ startedAt }) {
	return startedAt;
}
function asRead(entry) {
	return baselineFile.shape.entries.element.parse(JSON.parse(JSON.stringify(entry)));
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/app/baseline/store-baseline.ts
function nameOfCommit(commit) {
	return `commits/${commit}`;
}
const nameOfRelease = "release";
async function storeBaseline({ stores, entry, release, tags }) {
	const { experiment, writtenBy } = entry;
	if (!experiment.isComplete) throw new UserError("BASELINE_INCOMPLETE", `Only ${experiment.recorded} of ${experiment.planned} runs were made: nothing may be compared with that.`, "Finish the run with `tracegate run --resume`, then store it.");
	const key = `keys/${experiment.subject.key.replace("sha256:", "")}`;
	const own = nameOfCommit(writtenBy.commit);
	const dataset = experiment.subject.dataset.name;
	const stored = [];
	let last;
	for (const store of stores) {
		const { source } = store;
		try {
			last ??= findRelease(tags, dataset, release);
			const released = await last;
			const before = await storedOf(released, store, writtenBy.commit);
			await store.update(key, (kept) => {
				const text = addToBaseline(kept, entry);
				const isOwn = released?.commit === writtenBy.commit;
				const ofRelease = released && asRelease(isOwn ? text : before, released.tag);
				return new Map([
					[key, text],
					[own, text],
					...ofRelease === void 0 ? [] : [[nameOfRelease, ofRelease]]
				]);
			});
			stored.push({ source });
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			stored.push({
				source,
				problem: error
			});
		}
	}
	return stored;
}
async function findRelease(tags, dataset, release) {
	if (release === false) return void 0;
	const prefix = release === "dataset" ? tagPrefix(dataset) : release.tags;
	const last = (await tags.tags(prefix)).flatMap((tag) => {
		const version = versionOf(`x-v${tag.slice(prefix.length)}`, "x");
		return version === void 0 ? [] : [{
			tag,
			version
		}];
	}).toSorted((a, b) => compareVersions(a.version, b.version)).at(-1);
	const commit = last && await tags.commitOf(last.tag);
	return last === void 0 || commit === void 0 ? void 0 : {
		tag: last.tag,
		commit
	};
}
async function storedOf(released, store, own) {
	if (released === void 0 || released.commit === own) return void 0;
	const [text] = await store.read([nameOfCommit(released.commit)]);
	return text;
}

// src/app/baseline/find-sides.ts
const dayMs = 864e5;
const oldestReleaseDays = 3650;
async function findSides(request) {
	const { config, base } = request;
	if (config === void 0) return {};
	if (base === void 0) return { baseline: {
		kind: "none",
		why: "no-merge-base"
	} };
	const names = [nameOfCommit(base.sha), ...config.release === false ? [] : [nameOfRelease]];
	const found = await Promise.all(request.stores.map((store) => askStore(store, names)));
	const nowMs = request.nowMs;
	const side = (at, demand) => firstOf(found.map(({ source, answer }) => read(source, answer, {
		at,
		demand
	})));
	const written = {
		...request.writtenIn !== void 0 && { repository: request.writtenIn },
		...base.branch !== void 0 && { branch: base.branch },
		notAfter: new Date(nowMs + dayMs).toISOString()
	};
	const baseline = side(0, {
		...written,
		side: "merge-base",
		commit: base.sha,
		notBefore: (/* @__PURE__ */ new Date(nowMs - config.maxAgeDays * dayMs)).toISOString()
	});
	if (config.release === false) return { baseline };
	const release = side(1, {
		...written,
		side: "release",
		notBefore: (/* @__PURE__ */ new Date(nowMs - oldestReleaseDays * dayMs)).toISOString()
	});
	return {
		baseline,
		release: release.kind === "none" && release.why === "not-stored" ? {
			kind: "none",
			why: "no-release"
		} : release
	};
}
async function askStore(store, names) {
	const { source } = store;
	try {
		return {
			source,
			answer: await store.read(names)
		};
	} catch (error) {
		if (error instanceof UserError) return {
			source,
			answer: error
		};
		throw error;
	}
}
function read(source, answer, { at, demand }) {
	if (answer instanceof UserError) return readFailure(answer);
	const text = answer[at];
	if (text === void 0) return {
		kind: "none",
		why: "not-stored"
	};
	return readBaseline(text, {
		...demand,
		source
	});
}
function readFailure({ code, message }) {
	const detail = message.replace(/\.$/, "");
	if (code === "BASELINE_REFUSED") return {
		kind: "refused",
		why: "other-branch",
		detail
	};
	if (code === "BASELINE_TOO_LARGE") return {
		kind: "refused",
		why: "too-large",
		detail
	};
	return {
		kind: "none",
		why: "unavailable",
		detail
	};
}
function firstOf(all) {
	const absent = [];
	for (const found of all) {
		if (found.kind !== "none") return found;
		absent.push(found);
	}
	return {
		kind: "none",
		...absent.find(({ why }) => why !== "not-stored") ?? absent[0] ?? { why: "not-configured" }
	};
}

// src/adapters/baseline/folder-store.ts
function folderStore(root) {
	const pathOf = (name) => join(root, `${name}.json`);
	return {
		source: "folder",
		read: async (names) => names.map((name) => readText(root, pathOf(name))),
		update: async (asked, change) => {
			let kept;
			try {
				kept = readText(root, pathOf(asked));
			} catch (error) {
				if (!(error instanceof UserError)) throw error;
			}
			for (const [name, text] of change(kept)) writeWhole(pathOf(name), text);
		}
	};
}
function writeWhole(path, text) {
	const part = `${path}.${process.pid}.part`;
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(part, text);
		renameSync(part, path);
	} catch (cause) {
		rmSync(part, { force: true });
		throw new UserError("BASELINE_UNWRITABLE", `Cannot write ${path}: ${reasonOf(cause)}.`, "Make the folder writable, or name another one with `baseline.folder`.", { cause });
	}
}
function readText(root, path) {
	let file;
	try {
		file = openPlain(path);
	} catch (cause) {
		if (codeOf(cause) === "ENOENT") return void 0;
		if (codeOf(cause) !== "ELOOP") throw unavailable(path, cause);
		file = openLinked(root, path);
	}
	try {
		const facts = fstatSync(file);
		if (!facts.isFile()) throw unavailable(path, /* @__PURE__ */ new Error("it is no file"));
		if (facts.size > 16777216) throw baselineTooLarge(path, facts.size);
		return readFileSync(file, "utf8");
	} finally {
		closeSync(file);
	}
}
function openPlain(path) {
	return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
}
function openLinked(root, path) {
	let target;
	try {
		target = realpathSync(path);
	} catch (cause) {
		throw linked(path, codeOf(cause) === "ENOENT" ? "leads nowhere" : reasonOf(cause), cause);
	}
	if (!target.startsWith(`${realpathSync(root)}${sep}`)) throw linked(path, `leads out of the folder of baselines, to ${target}`);
	try {
		return openPlain(target);
	} catch (cause) {
		throw unavailable(path, cause);
	}
}
function codeOf(cause) {
	return cause instanceof Error && "code" in cause ? cause.code : void 0;
}
function linked(path, why, cause) {
	return new UserError("BASELINE_UNAVAILABLE", `Cannot read ${path}: it is a symbolic link that ${why}.`, "Put the file itself in place of the link, or name the folder that it leads to with `baseline.folder`: a folder may be a link.", { cause });
}
function unavailable(path, cause) {
	return new UserError("BASELINE_UNAVAILABLE", `Cannot read ${path}: ${reasonOf(cause)}.`, "Make the folder of baselines readable, or take it out of `baseline.stores`.", { cause });
}
function reasonOf(cause) {
	return cause instanceof Error ? cause.message : String(cause);
}

// src/core/event/project-marks.ts
function projectKey({ folder, configPath }) {
	return createHash("sha256").update(`${folder}\0${configPath}`).digest("hex").slice(0, 16);
}
function commentMarker(place) {
	return `<!-- tracegate:gate:${projectKey(place)} -->`;
}
function projectName(place) {
	const path = pathInRepository(place.configPath, place);
	if (path === usualConfig) return void 0;
	return place.configPath === usualConfig ? place.folder : path;
}
function folderOfProject(place) {
	return `project-${projectKey(place)}`;
}
function reviewMarker(place) {
	return `<!-- tracegate:dataset:${projectKey(place)} -->`;
}
const usualConfig = "tracegate.yaml";
function statusContext(place) {
	const name = projectName(place);
	return name === void 0 ? "tracegate" : `tracegate (${name})`;
}

export { statusContext as a, storeBaseline as c, reviewMarker as i, folderOfProject as n, folderStore as o, projectName as r, findSides as s, commentMarker as t };