// src/core/text/slug-of.ts
const longestSlug = 60;
/**
* A name for a file or an anchor made of any text: lower-case letters, digits and single dashes, at most 60 characters
* (`slug` of a case). `fallback`, itself such a name, where nothing of the text can stand in one.
*/
function slugOf(text, fallback) {
	const cut = text.normalize("NFKD").toLowerCase().replaceAll(/[\u0300-\u036f]/g, "").replaceAll(/[^a-z0-9]+/g, "-").replace(/^-/, "").slice(0, longestSlug).replace(/-$/, "");
	return cut === "" ? fallback : cut;
}

export { slugOf as t };