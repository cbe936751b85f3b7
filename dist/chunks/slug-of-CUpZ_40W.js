// src/core/text/slug-of.ts
const longestSlug = 60;
function slugOf(text, fallback) {
	const cut = text.normalize("NFKD").toLowerCase().replaceAll(/[\u0300-\u036f]/g, "").replaceAll(/[^a-z0-9]+/g, "-").replace(/^-/, "").slice(0, longestSlug).replace(/-$/, "");
	return cut === "" ? fallback : cut;
}

export { slugOf as t };