// src/core/simulation/seeded-draw.ts
/**
* A number in [0, 1) that is the same for the same seed and call, everywhere and forever.
*
* MurmurHash3's 32-bit mixing over the UTF-16 units of both, run twice with different starts to give
* 53 bits. It spreads weights over runs; it keeps no secrets.
*/
function seededDraw(seed, call) {
	const key = `${seed}\u0000${call}`;
	const high = mixed(key, 2654435769) >>> 5;
	const low = mixed(key, 2246822507) >>> 6;
	return (high * 67108864 + low) / 9007199254740992;
}
/** 16 hex digits that name one call of one seed: ids that are the same in every execution. */
function seededId(seed, call) {
	const key = `${seed}\u0000${call}`;
	return [461845907, 3432918353].map((start) => mixed(key, start).toString(16).padStart(8, "0")).join("");
}
function mixed(text, start) {
	let hash = start;
	for (let index = 0; index < text.length; index++) {
		let unit = Math.imul(text.charCodeAt(index), 3432918353);
		unit = unit << 15 | unit >>> 17;
		hash ^= Math.imul(unit, 461845907);
		hash = hash << 13 | hash >>> 19;
		hash = Math.imul(hash, 5) + 3864292196 | 0;
	}
	hash ^= text.length;
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return (hash ^ hash >>> 16) >>> 0;
}

export { seededId as n, seededDraw as t };