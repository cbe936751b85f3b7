import { expect, test } from "vitest";
import { checkRequest, checkResponse, type MatchedOperation, matchOperation } from "./contract.ts";

const comments = "/repos/acme/shop-agent/issues/7/comments";

function operationOf(method: string, path: string): MatchedOperation {
  const match = matchOperation(method, path);
  if (match === undefined) throw new Error(`No operation ${method} ${path}`);
  return match;
}

function idOf(method: string, path: string): string {
  return operationOf(method, path).operation.operationId;
}

function problemsOf(method: string, path: string, body?: unknown, query = ""): readonly string[] {
  return checkRequest(operationOf(method, path), new URLSearchParams(query), body);
}

test("a request is known by its operation, the most literal path first", () => {
  expect(idOf("GET", "/repos/acme/shop-agent/issues/comments/7")).toBe("issues/get-comment");
  expect(idOf("GET", "/repos/acme/shop-agent/commits/abc/pulls")).toBe(
    "repos/list-pull-requests-associated-with-commit",
  );
  expect(idOf("GET", "/repos/acme/shop-agent/commits/heads/main")).toBe("repos/get-commit");
  expect(matchOperation("DELETE", "/repos/acme/shop-agent")).toBeUndefined();
});

test("path parameters are decoded, and a file's path keeps its slashes", () => {
  expect(
    operationOf("GET", "/repos/acme/shop-agent/contents/agent/late%20fee.md").parameters,
  ).toEqual({ owner: "acme", repo: "shop-agent", path: "agent/late fee.md" });
});

test("a fitting request has no problems", () => {
  expect(problemsOf("POST", comments, { body: "late fee" })).toEqual([]);
  expect(problemsOf("GET", comments, undefined, "per_page=100&page=2")).toEqual([]);
});

test.each([
  ["a missing body", comments, undefined, "body is missing"],
  ["a missing word", comments, {}, "must have required property 'body'"],
  ["a wrong type", comments, { body: 7 }, "body/body must be string"],
  ["a word GitHub does not know", comments, { body: "x", in_reply_to: 3 }, "in_reply_to"],
  ["a number that is none", comments.replace("7", "seven"), { body: "x" }, "path issue_number"],
])("%s is a problem", (_name, path, body, expected) => {
  expect(problemsOf("POST", path, body).join("\n")).toContain(expected);
});

test("a query that GitHub does not know is a problem", () => {
  expect(problemsOf("GET", comments, undefined, "perPage=100")).toEqual([
    "query perPage is unknown",
  ]);
});

test("51 annotations in one request are a problem, 50 are not", () => {
  const annotation = {
    path: "a.md",
    start_line: 1,
    end_line: 1,
    annotation_level: "failure",
    message: "late fee waived",
  };
  const check = (count: number): readonly string[] =>
    problemsOf("POST", "/repos/acme/shop-agent/check-runs", {
      name: "evals",
      head_sha: "abc",
      output: {
        title: "t",
        summary: "s",
        annotations: Array.from({ length: count }, () => annotation),
      },
    });
  expect(check(50)).toEqual([]);
  expect(check(51).join()).toContain("must NOT have more than 50 items");
});

test("an answer must have the shape and one of the statuses of its operation", () => {
  const { operation } = operationOf("GET", comments);
  expect(checkResponse(operation, 200, [])).toEqual([]);
  expect(checkResponse(operation, 200, [{ id: 1 }]).join()).toContain("required property 'url'");
  expect(checkResponse(operation, 200, { comments: [] }).join()).toContain("must be array");
  expect(checkResponse(operation, 201, [])).toEqual(["status 201 is not one of this operation"]);
  expect(checkResponse(operation, 502, undefined)).toEqual([]);
});
