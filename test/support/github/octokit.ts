import { getOctokit } from "@actions/github";
import type { GitHub } from "./start-github.ts";

/** The client that the action has, with no retries of its own. */
export function octokitFor(github: GitHub, token: string): ReturnType<typeof getOctokit>["rest"] {
  return getOctokit(token, { baseUrl: github.url }).rest;
}

/** Where on this GitHub most requests go. */
export function whereIs(github: GitHub): { readonly owner: string; readonly repo: string } {
  const [owner = "", repo = ""] = github.repository.split("/");
  return { owner, repo };
}
