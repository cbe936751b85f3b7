import { F as union, M as record, O as object$1, P as string, S as int, T as literal, g as _enum, v as array, y as boolean } from "./shared-Cu69G1m7.js";
import { t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { a as isRefused, i as GitHubFailure, t as patient } from "./retry-KY_mBgyu.js";
import { t as told } from "./told-D8zWFDJP.js";

// src/adapters/github/read-texts.ts
const blob = object$1({
	kind: literal("Blob"),
	oid: string(),
	isTruncated: boolean(),
	isBinary: boolean().nullable(),
	text: string().nullable()
});
const tree = object$1({
	kind: literal("Tree"),
	entries: array(object$1({
		name: string(),
		type: string(),
		mode: int(),
		get object() {
			return found.nullish();
		}
	})).nullish()
});
const other = object$1({ kind: _enum(["Commit", "Tag"]) });
const found = union([
	blob,
	tree,
	other
]);
const answer = object$1({ repository: record(string(), found.nullable()).nullable() });
const blobFields = "oid isBinary isTruncated text";
const symbolicLink = 40960;
async function readTexts(client, ref, places) {
	if (places.length === 0) return [];
	const expressions = places.map(({ path }) => `${ref}:${path}`);
	const query = `query ($owner: String!, $repo: String!, ${expressions.map((_, index) => `$at${index}: String!`).join(", ")}) { repository(owner: $owner, name: $repo) { ${places.map(({ depth }, index) => `at${index}: object(expression: $at${index}) { ${fieldsTo(depth)} }`).join(" ")} } }`;
	const variables = Object.fromEntries(expressions.map((text, index) => [`at${index}`, text]));
	const { repository } = await client.query(answer, query, variables);
	if (repository === null) throw new GitHubFailure({
		kind: "refused",
		status: 404,
		said: ""
	});
	const texts = /* @__PURE__ */ new Map();
	for (const [index, { path }] of places.entries()) for (const text of textsBelow(path, repository[`at${index}`])) texts.set(text.path, text);
	return [...texts.values()].toSorted((a, b) => a.path < b.path ? -1 : 1);
}
function fieldsTo(depth) {
	const inner = depth === 0 ? "" : ` ...on Tree { ${entriesTo(depth - 1)} }`;
	return `kind: __typename ...on Blob { ${blobFields} } ...on Tree { entries { name type mode object { kind: __typename ...on Blob { ${blobFields} }${inner} } } }`;
}
function entriesTo(depth) {
	const inner = depth === 0 ? "" : ` ...on Tree { ${entriesTo(depth - 1)} }`;
	return `entries { name type mode object { kind: __typename ...on Blob { ${blobFields} }${inner} } }`;
}
function textsBelow(path, object) {
	if (object === null || object === void 0) return [];
	if (object.kind === "Blob") {
		const isWhole = object.isBinary !== true && !object.isTruncated;
		return [{
			path,
			blob: object.oid,
			text: isWhole ? object.text ?? void 0 : void 0
		}];
	}
	if (object.kind !== "Tree") return [];
	return (object.entries ?? []).filter(({ mode }) => mode !== symbolicLink).flatMap(({ name, object: inner }) => textsBelow(path === "" ? name : `${path}/${name}`, inner));
}

// src/adapters/github/repo-files.ts
const sha = string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const reference = object$1({ object: object$1({ sha }) });
const object = object$1({ sha });
const commit = object$1({ tree: object });
const nothing = literal("");
const git = "/repos/{owner}/{repo}/git";
const refRoute = `${git}/ref/heads/{+branch}`;
const refsRoute = `${git}/refs/heads/{+branch}`;
function gitHubFiles(address, patience = patient) {
	const client = new GitHubClient(address, patience);
	return {
		tipOf: (branch) => told(`The branch ${branch}`, "contents: read", async () => await tipOf(client, branch)),
		readTexts: (ref, places) => told(`The files at ${ref}`, "contents: read", async () => {
			return await readTexts(client, ref, places);
		}),
		makeCommit: (made) => write("The commit", async () => await makeCommit(client, made)),
		createBranch: (name, commitSha) => write(`The branch ${name}`, async () => await createBranch(client, name, commitSha)),
		moveBranch: (name, commitSha) => write(`The branch ${name}`, async () => await moveBranch(client, name, commitSha)),
		deleteBranch: (name) => write(`The branch ${name}`, async () => {
			try {
				await client.ask(nothing, `DELETE ${refsRoute}`, { branch: name });
			} catch (error) {
				if (!isRefused(error, 404) && !isRefused(error, 422)) throw error;
			}
		})
	};
}
function write(what, request) {
	return told(what, "contents: write", request);
}
async function tipOf(client, branch) {
	try {
		return (await client.ask(reference, `GET ${refRoute}`, { branch })).object.sha;
	} catch (error) {
		if (isRefused(error, 404)) return void 0;
		throw error;
	}
}
async function makeCommit(client, { parent, message, files }) {
	const route = `GET ${git}/commits/{commit}`;
	const base = parent === void 0 ? void 0 : (await client.ask(commit, route, { commit: parent })).tree;
	const entries = files.map(({ path, text }) => ({
		path,
		mode: "100644",
		type: "blob",
		...text === void 0 ? { sha: null } : { content: text }
	}));
	const made = {
		message,
		tree: (await client.ask(object, `POST ${git}/trees`, {
			...base !== void 0 && { base_tree: base.sha },
			tree: entries
		})).sha,
		parents: parent === void 0 ? [] : [parent]
	};
	return (await client.ask(object, `POST ${git}/commits`, made)).sha;
}
async function createBranch(client, name, commitSha) {
	try {
		const made = {
			ref: `refs/heads/${name}`,
			sha: commitSha
		};
		await client.ask(reference, `POST ${git}/refs`, made);
		return "created";
	} catch (error) {
		if (!isRefused(error, 422)) throw error;
		const tip = await tipOf(client, name);
		if (tip === void 0) throw error;
		return tip === commitSha ? "created" : "exists";
	}
}
async function moveBranch(client, branch, commitSha) {
	try {
		const moved = {
			branch,
			sha: commitSha,
			force: false
		};
		await client.ask(reference, `PATCH ${refsRoute}`, moved);
		return "moved";
	} catch (error) {
		if (isRefused(error, 422) || isRefused(error, 404) || isRefused(error, 409)) return "lost";
		throw error;
	}
}

export { gitHubFiles };