import { i as sectionsOf, n as joinSections, t as isSectioned } from "./comment-sections-C2-Dwv0-.js";
import { n as notPublished } from "./github-client-CE3DOly0.js";
import { n as isSameLogin } from "./github-api-DD7tHEmL.js";
import { i as GitHubFailure, r as usualPause } from "./retry-C-XGBngD.js";

// src/adapters/github/sticky-comment.ts
/** Who speaks with a job's own token; that token may not ask GitHub for its name. */
const workflowBot = "github-actions[bot]";
/** How often we look again where others change the comment meanwhile. */
const mostRounds = 6;
/**
* Finds our comment over all pages, by marker and author, and writes it; or makes one.
*
* Whatever several jobs do at once, one comment is left: each looks again after making its own, keeps
* the one with the lowest id and deletes the others that are ours. Comments by others that carry our
* marker are left alone.
*/
async function upsertStickyComment({ api, patience }, number, comment) {
	try {
		const author = comment.author ?? await api.viewerLogin() ?? workflowBot;
		return await converge({
			api,
			patience
		}, number, {
			...comment,
			author
		});
	} catch (error) {
		return notPublished(error, `The comment on #${number}`, "pull-requests: write");
	}
}
async function converge({ api, patience }, number, comment) {
	const { body, author, isOptional } = comment;
	let made;
	for (let round = 0; round < mostRounds; round += 1) {
		const [oldest, ...surplus] = oursAmong(await api.listComments(number), made, {
			...comment,
			author: made?.author ?? author
		});
		if (isOptional && !isThere(comment, oldest, surplus)) return { kind: "absent" };
		if (oldest === void 0) {
			const creation = await api.createComment(number, body);
			if (creation.kind === "created") made = creation.comment;
			else if (round >= patience.retries) throw creation.failure;
			else await patience.sleep(usualPause(round, patience));
			continue;
		}
		const isMade = oldest.id === made?.id;
		const whole = wholeBody(comment, [oldest, ...surplus]);
		if (!(isMade && whole === oldest.body) && !await api.updateComment(oldest.id, whole)) continue;
		await deleteAll(api, surplus);
		if (await isOverwritten({
			api,
			patience
		}, number, {
			comment,
			id: oldest.id,
			whole,
			round
		})) continue;
		return {
			kind: isMade ? "created" : "updated",
			url: oldest.url
		};
	}
	throw new GitHubFailure({
		kind: "refused",
		status: 404,
		said: ""
	});
}
/** Ours by age. A list may lag behind, so the one that we have made counts whether it is listed or not. */
function oursAmong(listed, made, { marker, author, isSection }) {
	const ours = listed.filter((one) => {
		const isOurs = isSection ? isSectioned(one.body) : isMarked(one.body, marker);
		return one.id !== made?.id && isSameLogin(one.author, author) && isOurs;
	});
	const own = listed.find(({ id }) => id === made?.id) ?? made;
	return [...ours, ...own === void 0 ? [] : [own]].toSorted((a, b) => a.id - b.id);
}
/** Whether there is anything that an optional comment could be written over. */
function isThere({ marker, isSection }, oldest, surplus) {
	if (oldest === void 0) return false;
	if (!isSection) return true;
	return [oldest, ...surplus].flatMap(({ body }) => sectionsOf(body)).some((one) => one.marker === marker);
}
/** Of a section: with the sections of all other projects, wherever they stand. */
function wholeBody({ marker, body, isSection }, ours) {
	if (!isSection) return body;
	return joinSections(ours.map((one) => one.body), {
		marker,
		body
	});
}
/**
* Whether another project's job wrote its section meanwhile without having seen ours. Each waits another moment, and
* only where there is another project: GitHub has no way to write only if nobody else did.
*/
async function isOverwritten({ api, patience }, number, written) {
	const { comment, id, whole, round } = written;
	if (!comment.isSection || sectionsOf(whole).length < 2 || round + 1 >= mostRounds) return false;
	await patience.sleep(usualPause(0, patience));
	const now = (await api.listComments(number)).find((one) => one.id === id);
	const own = (text) => sectionsOf(text).find(({ marker }) => marker === comment.marker)?.body;
	return now !== void 0 && own(now.body) !== own(whole);
}
/** GitHub may hand line ends back as CRLF; the marker is a line of its own. */
function isMarked(body, marker) {
	return body.split(/\r?\n/, 1)[0]?.trimEnd() === marker;
}
/** The comment stands; what cannot be deleted now is deleted by the next job. */
async function deleteAll(api, surplus) {
	try {
		for (const { id } of surplus) await api.deleteComment(id);
	} catch (error) {
		if (!(error instanceof GitHubFailure)) throw error;
	}
}

export { upsertStickyComment as t };