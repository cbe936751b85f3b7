import fc from "fast-check";
import { hostileWords } from "./comment-situations.ts";

/** What ends, opens or steers something in HTML, XML, a shell's or a runner's output. */
const fragments = [
  "</script>",
  "<script>alert(1)</script>",
  "<!--",
  "-->",
  "]]>",
  "<![CDATA[",
  "&lt;",
  "&#0;",
  '"',
  "'",
  "</title>",
  "</noscript>",
  "<img src=x onerror=alert(1)>",
  "javascript:alert(1)",
  "\u0000",
  "\u0007",
  "\u001b[31m",
  "\u202E",
  "\u2028",
  "\u200B",
  "\uFEFF",
  "\uFFFE",
  "\uFFFF",
  "\uD800",
  "\uDC00",
  "😀",
  "\r\n::error::forged",
  "##[warning]forged",
  "`",
  hostileWords,
] as const;

/** Text that tries all it can to be more than text. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: "binary", maxLength: 12 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));
