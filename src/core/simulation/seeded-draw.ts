/**
 * A number in [0, 1) that is the same for the same seed and call, everywhere and forever.
 *
 * MurmurHash3's 32-bit mixing over the UTF-16 units of both, run twice with different starts to give
 * 53 bits. It spreads weights over runs; it keeps no secrets.
 */
export function seededDraw(seed: string, call: number): number {
  const key = `${seed}\u0000${call}`;
  const high = mixed(key, 0x9e3779b9) >>> 5;
  const low = mixed(key, 0x85ebca6b) >>> 6;
  return (high * 67_108_864 + low) / 9_007_199_254_740_992;
}

/** 16 hex digits that name one call of one seed: ids that are the same in every execution. */
export function seededId(seed: string, call: number): string {
  const key = `${seed}\u0000${call}`;
  return [0x1b873593, 0xcc9e2d51]
    .map((start) => mixed(key, start).toString(16).padStart(8, "0"))
    .join("");
}

function mixed(text: string, start: number): number {
  let hash = start;
  for (let index = 0; index < text.length; index++) {
    let unit = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    unit = (unit << 15) | (unit >>> 17);
    hash ^= Math.imul(unit, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
