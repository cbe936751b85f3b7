import type { Answer, JsonObject } from "./answers.ts";
import type { OperationId } from "./contract.ts";
import type { Repository, Token, World } from "./world.ts";

/** One request that passed the contract and the token check. */
export type Call = {
  readonly operation: OperationId;
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject | undefined;
  readonly accept: string | undefined;
  readonly token: Token | undefined;
  /** Absent for operations on users. */
  readonly repository: Repository | undefined;
  readonly world: World;
};

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** Lets emulate answer. */
export async function passOn(
  call: Call,
  body: JsonObject | undefined = call.body,
): Promise<Answer> {
  const query = call.query.toString();
  return call.world.upstream.send({
    method: call.method,
    path: query === "" ? call.path : `${call.path}?${query}`,
    login: call.token?.login ?? call.world.owner,
    ...(body === undefined ? {} : { body }),
    ...(call.accept === undefined ? {} : { accept: call.accept }),
  });
}

/** The repository of an operation under `/repos/{owner}/{repo}`. */
export function repositoryOf(call: Call): Repository {
  if (call.repository === undefined) throw new Error(`${call.operation} names no repository`);
  return call.repository;
}
