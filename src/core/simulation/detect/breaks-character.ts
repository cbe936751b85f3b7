type Sign = { readonly what: string; readonly pattern: RegExp };

/*
 * The patterns have no nested repeats, so each is linear in a message of at most 20,000 characters. They are meant for
 * what models really write when they fall out of a part, and each has a look-alike in the tests that people write.
 */
const model = String.raw`(?:artificial intelligence|(?:large )?language model|ai(?: (?:language )?model| assistant)?|chat ?bot|llm)`;

const signs: readonly Sign[] = [
  {
    what: "speaks as a model",
    // `As an AI, you should know that` is said to one, and `I am an AI engineer` of oneself.
    pattern: new RegExp(
      String.raw`\b(?:as an?|i am (?:just |only )?an?|i'm (?:just |only )?an?) ${model}\b(?!,? you\b)(?! (?:engineer|researcher|developer|company|enthusiast|expert))`,
      "i",
    ),
  },
  {
    what: "speaks as a model",
    pattern:
      /\b(?:als (?:ki|sprachmodell|k[uü]nstliche intelligenz)|en tant qu(?:'ia|e mod[eè]le de langage)|como (?:una ia|modelo de lenguaje))\b/i,
  },
  {
    what: "speaks as a model",
    pattern:
      /\b(?:my (?:training data|knowledge cutoff|system prompt)|i was trained (?:on|by)|i (?:can ?not|can't|won't) (?:assist|comply) with (?:that|this)|i'm sorry,? but i (?:can ?not|can't) (?:assist|help) with)\b/i,
  },
  {
    what: "speaks of its part",
    pattern:
      /\b(?:simulated user|role-?play(?:ing)?|(?:my|this|the) persona|stay(?:ing)? in character|i(?: am|'m) (?:playing|acting as|pretending to be) (?:the|a|an) (?:user|customer|persona|tester)|as the (?:simulated )?(?:user|customer),? (?:i|my)|user simulator|the tester)\b/i,
  },
  {
    what: "speaks as the assistant",
    pattern:
      /\b(?:how (?:can|may) i (?:help|assist|be of (?:help|assistance))(?: you)?|(?:is there )?anything else i can (?:help|assist|do for) you|i(?:'d| would) be (?:happy|glad) to (?:help|assist) you|(?:happy|glad) to (?:help|assist) you|thank you for (?:contacting|reaching out|calling)|thanks for (?:contacting|reaching out)|let me (?:check|look|pull) (?:that |this |it |your [a-z]+ )?(?:up |into (?:that|this|it) )?for you|i(?:'ll| will) (?:check|look) (?:that |this |it |your [a-z]+ )?(?:up |into (?:that|this|it) )?for you|i(?:'ve| have) (?:processed|issued|refunded|cancelled|canceled|updated|registered|located) your|i apologi[sz]e for the inconvenience|how may i assist)\b/i,
  },
  {
    what: "writes whose turn it is",
    pattern: /^[ \t]*(?:\*\*)?(?:assistant|agent|user|customer|human|ai|bot)(?:\*\*)?[ \t]*:/im,
  },
  {
    what: "narrates",
    pattern:
      /^[ \t]*(?:\*{1,2}|_|\(|\[)[ \t]*(?:the (?:user|customer|person)\b|(?:[a-z]+ly,? )?(?:sigh|paus|laugh|smil|frown|nod|shrug|roll|typ(?:es|ing)|wait(?:s|ing)|think(?:s|ing)|groan|chuckl|rais|hesitat|frustrated|annoyed|angry|angrily|confused|impatiently|sounding|looking|becoming|getting))/im,
  },
  {
    what: "narrates",
    pattern:
      /^[ \t]*the (?:user|customer|person) (?:says|asks|replies|responds|answers|sighs|is|then|wants|continues|types|writes)\b/im,
  },
];

/** What in a message no person would write who is this user, in a few words; `undefined` where nothing is. */
export function breaksCharacter(message: string): string | undefined {
  const text = message.replaceAll(/[‘’ʼ]/g, "'");
  for (const { what, pattern } of signs) {
    const match = pattern.exec(text);
    if (match !== null) return `${what}: “${match[0].trim().replaceAll(/\s+/g, " ").slice(0, 80)}”`;
  }
  return undefined;
}
