// Secrets are struck out of the log in the spellings in which the runner looks for them.

export type Masker = {
  readonly add: (secret: string) => void;
  readonly mask: (text: string) => string;
  /** What was asked to be masked, without the other spellings. */
  readonly secrets: () => readonly string[];
};

function base64From(secret: string, shift: number): string {
  const bytes = Buffer.from(secret);
  return bytes.subarray(bytes.length > shift ? shift : 0).toString("base64");
}

const markup: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "&": "&amp;",
};

function spellingsOf(secret: string): readonly string[] {
  return [
    secret,
    base64From(secret, 0),
    base64From(secret, 1),
    base64From(secret, 2),
    secret.replaceAll('"', '\\"'),
    secret.replaceAll("'", "''"),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    secret.replaceAll(/[<>"'&]/g, (character) => markup[character] ?? character),
  ];
}

export function createMasker(): Masker {
  const secrets: string[] = [];
  const spellings = new Set<string>();
  return {
    secrets: () => secrets,
    add: (secret) => {
      if (secret === "") return;
      secrets.push(secret);
      for (const spelling of spellingsOf(secret)) spellings.add(spelling);
    },
    mask: (text) => {
      const longestFirst = [...spellings].toSorted((a, b) => b.length - a.length);
      return longestFirst.reduce((masked, spelling) => masked.replaceAll(spelling, "***"), text);
    },
  };
}
