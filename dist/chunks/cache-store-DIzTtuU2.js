import { O as object, P as string, U as UserError, y as boolean } from "./shared-Cu69G1m7.js";
import { a as largestBaseline, r as baselineTooLarge } from "./baseline-file-Bc643SB_.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/adapters/baseline/cache-service.ts
const answerMs = 3e4;
const methods = "twirp/github.actions.results.api.v1.CacheService";
const version = createHash("sha256").update("tracegate.baseline/1 text").digest("hex");
const download = object({
	ok: boolean(),
	signed_download_url: string().optional()
});
const upload = object({
	ok: boolean(),
	signed_upload_url: string().optional()
});
const finished = object({ ok: boolean() });
var CacheService = class {
	#root;
	#token;
	constructor({ resultsUrl, runtimeToken }) {
		if (!URL.canParse(resultsUrl) || runtimeToken === "") throw failure("the runner names none");
		this.#root = new URL(resultsUrl.endsWith("/") ? resultsUrl : `${resultsUrl}/`);
		this.#token = runtimeToken;
	}
	async download(key, mostBytes) {
		const asked = {
			key,
			restore_keys: [],
			version
		};
		const { ok, signed_download_url: url } = await this.#call("GetCacheEntryDownloadURL", asked, download);
		if (!ok || url === void 0) return void 0;
		return await readCapped(await this.#send(url, {}), mostBytes);
	}
	async upload(key, text) {
		const body = Buffer.from(text);
		const made = await this.#call("CreateCacheEntry", {
			key,
			version
		}, upload, [409]);
		if (made === "refused" || !made.ok) return;
		const { signed_upload_url: url } = made;
		if (url === void 0) throw failure("it gave no place to write to");
		await this.#send(url, {
			method: "PUT",
			body,
			headers: {
				"x-ms-blob-type": "BlockBlob",
				"content-type": "application/octet-stream"
			}
		});
		const done = {
			key,
			size_bytes: String(body.byteLength),
			version
		};
		const { ok } = await this.#call("FinalizeCacheEntryUpload", done, finished);
		if (!ok) throw failure("it did not take the results");
	}
	async #call(method, body, shape, refusals = []) {
		const url = new URL(`${methods}/${method}`, this.#root);
		const request = {
			method: "POST",
			headers: {
				authorization: `Bearer ${this.#token}`,
				"content-type": "application/json"
			},
			body: JSON.stringify(body)
		};
		const response = await this.#send(url.href, request, refusals);
		if (refusals.includes(response.status)) return "refused";
		const met = shape.safeParse(await response.json().catch(() => void 0));
		if (met.success) return met.data;
		throw failure(`${method} answered something else than GitHub's cache does`);
	}
	async #send(url, request, refusals = []) {
		let response;
		try {
			response = await fetch(url, {
				...request,
				signal: AbortSignal.timeout(answerMs)
			});
		} catch (cause) {
			throw failure("no answer came", cause);
		}
		if (response.ok || refusals.includes(response.status)) return response;
		throw failure(`it answered ${response.status}`);
	}
};
async function readCapped(response, most) {
	const pieces = [];
	let bytes = 0;
	for await (const piece of response.body ?? []) {
		bytes += piece.byteLength;
		if (bytes > most) return { kind: "too-large" };
		pieces.push(piece);
	}
	return {
		kind: "text",
		text: Buffer.concat(pieces).toString("utf8")
	};
}
function failure(what, cause) {
	return new UserError("BASELINE_UNAVAILABLE", `The cache of GitHub Actions cannot be used: ${what}.`, "Use the store `branch`, or let the job run where caches are (GitHub.com, with the runner's own variables).", cause === void 0 ? void 0 : { cause });
}

// src/adapters/baseline/cache-store.ts
function cacheStore(place) {
	const { list, folder, branch, ownRef, execution } = place;
	const service = () => new CacheService(place);
	const mainRef = `refs/heads/${branch}`;
	const prefixOf = (name) => {
		return `tracegate-baseline-${createHash("sha256").update(`${folder}/${name}`).digest("hex").slice(0, 32)}-`;
	};
	const read = async (name) => {
		const caches = await list(prefixOf(name));
		const [newest] = caches.filter(({ ref }) => ref === mainRef).toSorted((a, b) => a.createdAt < b.createdAt ? 1 : -1);
		if (newest === void 0) return void 0;
		if (ownRef !== mainRef && caches.some(({ key, ref }) => key === newest.key && ref === ownRef)) throw new UserError("BASELINE_REFUSED", `A job of ${ownRef} wrote a cache under the name of the main branch's, and would be given that.`, "Find out which job wrote it, and delete that cache under Actions \u2192 Caches.");
		const found = await service().download(newest.key, largestBaseline);
		if (found?.kind === "too-large") throw baselineTooLarge(`The cache ${newest.key}`, largestBaseline + 1);
		return found?.text;
	};
	return {
		source: "cache",
		read: async (names) => {
			try {
				return await Promise.all(names.map(read));
			} catch (error) {
				throw asUnavailable(error);
			}
		},
		update: async (asked, change) => {
			try {
				let kept;
				try {
					kept = await read(asked);
				} catch (error) {
					if (!(error instanceof UserError)) throw error;
				}
				for (const [name, text] of change(kept)) await service().upload(`${prefixOf(name)}${execution}`, text);
			} catch (error) {
				if (!(error instanceof UserError)) throw error;
				throw new UserError("BASELINE_UNWRITABLE", `The results could not be put into the cache: ${error.message}`, error.fix, { cause: error });
			}
		}
	};
}
function asUnavailable(error) {
	if (!(error instanceof UserError) || error.code.startsWith("BASELINE_")) return error;
	return new UserError("BASELINE_UNAVAILABLE", error.message, error.fix, { cause: error });
}

export { cacheStore };