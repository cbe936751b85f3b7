import type {
  CaseBlock,
  CaseDetail,
  PageData,
  SessionBlock,
  SessionPlace,
  SessionView,
  SharedBlock,
} from "../core/report/html/page-data.ts";

/** A session with its texts, by their places. */
export type OpenSession = { readonly view: SessionView; readonly texts: readonly string[] };

/** Written by our own renderer together with this script, so it is what it says. Each is unpacked once. */
const pageData = unpacker<PageData>();
const caseBlock = unpacker<CaseBlock>();
const sessionBlock = unpacker<SessionBlock>();
const sharedBlock = unpacker<SharedBlock>();

/** The data of the page itself. */
export function readPage(): Promise<PageData> {
  return pageData("page");
}

/** What is known of a case beside its row; `undefined` where it found no room in the page. */
export async function readCase(block: string, id: string): Promise<CaseDetail | undefined> {
  if (elementOf(block) === null) return undefined;
  const { cases } = await caseBlock(block);
  return cases.find((one) => one.id === id);
}

/** The session at a place; `undefined` where it found no room in the page. */
export async function readSession({
  block,
  place,
}: SessionPlace): Promise<OpenSession | undefined> {
  if (elementOf(block) === null) return undefined;
  const { texts, sessions } = await sessionBlock(block);
  const found = sessions[place];
  if (found === undefined) return undefined;
  return { view: found.view, texts: await Promise.all(found.texts.map((at) => textOf(texts[at]))) };
}

async function textOf(text: string | number | undefined): Promise<string> {
  return typeof text === "number" ? (await sharedBlock(`s${text}`)).text : (text ?? "");
}

function elementOf(id: string): HTMLElement | null {
  return document.getElementById(`block-${id}`);
}

function unpacker<T>(): (id: string) => Promise<T> {
  const open = new Map<string, Promise<T>>();
  return (id) => {
    const unpacked = open.get(id) ?? inflate<T>(elementOf(id)?.textContent ?? "");
    open.set(id, unpacked);
    return unpacked;
  };
}

async function inflate<T>(base64: string): Promise<T> {
  const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return await new Response(stream).json();
}
