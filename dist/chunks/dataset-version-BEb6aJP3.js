// src/core/dataset/dataset-version.ts
const firstVersion = {
	major: 1,
	minor: 0,
	patch: 0
};
function versionTag(dataset, { major, minor, patch }) {
	return `${tagPrefix(dataset)}${major}.${minor}.${patch}`;
}
function tagPrefix(dataset) {
	return `${dataset}-v`;
}
function versionOf(tag, dataset) {
	if (!tag.startsWith(tagPrefix(dataset))) return void 0;
	const numbers = tag.slice(tagPrefix(dataset).length);
	const parts = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/.exec(numbers);
	if (parts === null) return void 0;
	const [, major, minor, patch] = parts.map(Number);
	return {
		major: major ?? 0,
		minor: minor ?? 0,
		patch: patch ?? 0
	};
}
function compareVersions(a, b) {
	return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}
function nextVersion({ major, minor, patch }, diff) {
	if (diff.removed.length > 0 || diff.evaluators.some(({ kind }) => kind === "removed" || kind === "lowered")) return {
		major: major + 1,
		minor: 0,
		patch: 0
	};
	if (diff.added.length + diff.changed.length > 0) return {
		major,
		minor: minor + 1,
		patch: 0
	};
	return {
		major,
		minor,
		patch: patch + 1
	};
}

export { versionOf as a, tagPrefix as i, firstVersion as n, versionTag as o, nextVersion as r, compareVersions as t };