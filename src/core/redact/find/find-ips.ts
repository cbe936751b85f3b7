import ipaddr from "ipaddr.js";
import { allMatches } from "../all-matches.ts";
import type { FoundValue } from "../found-value.ts";
import { isIpSurrogate } from "../surrogate/ip-surrogate.ts";
import { nameOf, startsApart, textBefore, wordsOf } from "../text-context.ts";
import { type DigitGroup, digitGroups } from "./digit-groups.ts";

const fourNumbers = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g;
const colons =
  /(?<![0-9a-z:.])(?=[0-9a-f]{0,4}:[0-9a-f:])[0-9a-f:]{2,45}(?:\.\d{1,3}){0,3}(?![0-9a-z:])/gi;

/** What every IPv6 address has and few texts have. */
const twoColons = /:[0-9a-f]{0,4}:/i;

/** What stands before the four numbers of a version or a paragraph. */
const versionBefore =
  /(?:(?:^|[^\p{L}])(?:v|ver|versions?|versi[oó]n|releases?|rel|builds?|firmware|revision|rev|sections?|sec|chapter|clause|paragraph|kapitel|abschnitt)|§|[=~<>^]=|\p{L}@)["'`]?[\s:.=#]{0,3}["'`]?$/iu;
/** `Chrome/126.0.0.0`: browsers say so since they hide what they are. */
const productBefore = /\p{L}\/$/u;
const packageAround = /[\p{L}\d][-_]$/u;
const fileAfter =
  /^(?:\.(?:t?gz|tar|zip|jar|whl|rpm|deb|exe|msi|dmg|dll|so)\b|-(?:alpha|beta|rc|snapshot))/i;
const versionNames = new Set(["version", "versions", "release", "build", "firmware", "revision"]);

/**
 * IPv4 and IPv6 addresses of hosts. Left alone: loopback, unspecified, multicast and reserved addresses, network masks,
 * versions and numbers of paragraphs.
 */
export function findIps(
  text: string,
  key?: string,
  groups = digitGroups(text),
): readonly FoundValue[] {
  const found: FoundValue[] = [];
  const dotted = hasFourNumbers(text, groups) ? allMatches(text, fourNumbers) : [];
  for (const { 0: written, index } of dotted) {
    const place = { start: index, end: index + written.length };
    if (!startsApart(text, index) || isVersion(text, place, key)) continue;
    if (!isHostAddress(written)) continue;
    const isSurrogate = isIpSurrogate(written);
    found.push({ ...place, kind: "ip", value: written, isSurrogate });
  }
  const hexadecimal = twoColons.test(text) ? allMatches(text, colons) : [];
  for (const { 0: written, index } of hexadecimal) {
    const address = sixthVersion(written);
    if (address === undefined) continue;
    const isSurrogate = isIpSurrogate(address);
    found.push({
      start: index,
      end: index + written.length,
      kind: "ip",
      value: address,
      isSurrogate,
    });
  }
  return found;
}

/** Whether a dot and nothing else stands between a run of digits and the next, three times in a row. */
function hasFourNumbers(text: string, groups: readonly DigitGroup[]): boolean {
  let dots = 0;
  let end = -1;
  for (const group of groups) {
    const isNext = group.start === end + 1 && text.charAt(end) === ".";
    dots = isNext ? dots + 1 : 0;
    if (dots === 3) return true;
    end = group.end;
  }
  return false;
}

function isHostAddress(written: string): boolean {
  const octets = written.split(".");
  if (octets.some((octet) => Number(octet) > 255 || /^0\d/.test(octet))) return false;
  const first = Number(octets[0]);
  return first !== 0 && first !== 127 && first < 224;
}

function isVersion(
  text: string,
  place: { readonly start: number; readonly end: number },
  key: string | undefined,
): boolean {
  const before = textBefore(text, place.start);
  const name = nameOf(text, place, key);
  return (
    (name !== undefined && wordsOf(name).some((word) => versionNames.has(word))) ||
    versionBefore.test(before) ||
    packageAround.test(before) ||
    (productBefore.test(before) && text.slice(place.start, place.end).endsWith(".0")) ||
    fileAfter.test(text.slice(place.end, place.end + 12))
  );
}

/** The one spelling of an IPv6 address; `undefined` where it is none, or one of no host. */
function sixthVersion(written: string): string | undefined {
  const first = written.split(":")[0] ?? "";
  const mayBe = /\d/.test(written) && (written.split(":").length > 3 || first.length > 2);
  if (!mayBe || !ipaddr.IPv6.isValid(written)) return undefined;
  const parsed = ipaddr.IPv6.parse(written);
  const range = parsed.range();
  if (range === "loopback" || range === "unspecified" || range === "multicast") return undefined;
  return parsed.toString();
}
