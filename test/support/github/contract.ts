// GitHub's own contract, out of the OpenAPI slice: which operation a request is, and whether the
// request and the answer fit it.

import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { slicedOperations } from "../../../scripts/sliced-operations.ts";
import { shaped } from "./shaped.ts";

export type OperationId = (typeof slicedOperations)[number];

type Schema = { readonly [word: string]: unknown };
type Parameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: true;
  readonly schema: Schema;
};
type JsonContent = {
  readonly content?: { readonly "application/json": { readonly schema: Schema } };
};
type SlicedOperation = {
  readonly operationId: OperationId;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: JsonContent & { readonly required?: true };
  readonly responses: Readonly<Record<string, JsonContent>>;
};

export type Operation = SlicedOperation & {
  readonly method: string;
  readonly template: string;
  readonly pattern: RegExp;
};

export type MatchedOperation = {
  readonly operation: Operation;
  /** Decoded path parameters. */
  readonly parameters: Readonly<Record<string, string>>;
};

type Slice = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, SlicedOperation>>>>;
};

const slice = shaped<Slice>(
  JSON.parse(readFileSync(new URL("openapi-slice.json", import.meta.url), "utf8")),
);

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  formats: {
    "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
    email: /^[^@\s]+@[^@\s]+$/,
    "repo.nwo": /^[^/\s]+\/[^/\s]+$/,
    timestamp: true,
    int64: true,
  },
}).addSchema(slice, "github");

/** The parameters that may hold slashes. */
const manySegments = /^\{(path|ref)\}$/;

function patternOf(template: string): RegExp {
  const segments = template.split("/").map((segment, index, all) => {
    if (!segment.startsWith("{")) return segment;
    const isLast = index === all.length - 1;
    return isLast && manySegments.test(segment) ? "(.*)" : "([^/]+)";
  });
  return new RegExp(`^${segments.join("/")}$`);
}

/** Literal paths first, so that `/issues/comments/1` is never read as an issue named "comments". */
const operations: readonly Operation[] = Object.entries(slice.paths)
  .flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      template,
      pattern: patternOf(template),
    })),
  )
  .toSorted((a, b) => holesIn(a.template) - holesIn(b.template));

function holesIn(template: string): number {
  return template.split("{").length + (/\{(path|ref)\}$/.test(template) ? 1 : 0);
}

/** Which sliced operation a request is, or `undefined` where GitHub or the slice has none. */
export function matchOperation(method: string, path: string): MatchedOperation | undefined {
  for (const operation of operations) {
    if (operation.method !== method) continue;
    const match = operation.pattern.exec(path);
    if (match === null) continue;
    const names = [...operation.template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
    const values = match.slice(1).map(decodeURIComponent);
    return {
      operation,
      parameters: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])),
    };
  }
  return undefined;
}

const validators = new Map<Schema, ValidateFunction>();

/** References inside are made absolute, so that one part compiles without the document around it. */
function validatorFor(schema: Schema): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const absolute = shaped<Schema>(
    JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"github#/')),
  );
  const compiled = ajv.compile(absolute);
  validators.set(schema, compiled);
  return compiled;
}

/** GitHub ignores words it does not know; a test must not, because a typo is a feature that is off. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([word, value]) => [word, closed(value)]),
  );
  const isOpen = "properties" in schema && !("additionalProperties" in schema);
  return isOpen && "type" in schema ? { ...inner, additionalProperties: false } : inner;
}

const closedBodies = new Map<Operation, Schema>();

function bodySchema(operation: Operation): Schema | undefined {
  const open = operation.requestBody?.content?.["application/json"].schema;
  if (open === undefined) return undefined;
  const known = closedBodies.get(operation) ?? shaped<Schema>(closed(open));
  closedBodies.set(operation, known);
  return known;
}

function describeErrors(
  where: string,
  errors: readonly ErrorObject[] | null | undefined,
): string[] {
  return (errors ?? []).map(({ instancePath, message, params }) =>
    [`${where}${instancePath}`, message, JSON.stringify(params)].join(" "),
  );
}

/** A value from a path or a query as the type its schema asks for. */
function typed(text: string, schema: Schema): unknown {
  if (schema["type"] === "integer" && /^-?\d+$/.test(text)) return Number(text);
  if (schema["type"] === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  return text;
}

function checkParameter(parameter: Parameter, text: string | undefined): string[] {
  const where = `${parameter.in} ${parameter.name}`;
  if (text === undefined) return parameter.required === true ? [`${where} is missing`] : [];
  const validate = validatorFor(parameter.schema);
  return validate(typed(text, parameter.schema)) ? [] : describeErrors(where, validate.errors);
}

/** What in a request does not fit the operation; empty where it fits. */
export function checkRequest(
  { operation, parameters }: MatchedOperation,
  query: URLSearchParams,
  body: unknown,
): readonly string[] {
  const problems = operation.parameters
    .filter((parameter) => parameter.in !== "header")
    .flatMap((parameter) =>
      checkParameter(
        parameter,
        parameter.in === "path"
          ? parameters[parameter.name]
          : (query.get(parameter.name) ?? undefined),
      ),
    );
  const known = operation.parameters.filter(({ in: place }) => place === "query");
  for (const name of query.keys()) {
    if (!known.some((parameter) => parameter.name === name))
      problems.push(`query ${name} is unknown`);
  }
  return [...problems, ...checkBody(operation, body)];
}

function checkBody(operation: Operation, body: unknown): string[] {
  const schema = bodySchema(operation);
  if (schema === undefined) return body === undefined ? [] : ["body is not expected"];
  if (body === undefined)
    return operation.requestBody?.required === true ? ["body is missing"] : [];
  const validate = validatorFor(schema);
  return validate(body) ? [] : describeErrors("body", validate.errors);
}

/** GitHub answers these to any operation; their bodies are not listed everywhere. */
function isCommonError(status: number): boolean {
  return [400, 401, 403, 404, 410, 422, 429].includes(status) || status >= 500;
}

/** What in an answer does not fit the operation; empty where it fits. */
export function checkResponse(
  operation: Operation,
  status: number,
  body: unknown,
): readonly string[] {
  const listed = operation.responses[String(status)];
  if (listed === undefined) {
    return isCommonError(status) ? [] : [`status ${status} is not one of this operation`];
  }
  const schema = listed.content?.["application/json"].schema;
  if (schema === undefined) return [];
  const validate = validatorFor(schema);
  return validate(body) ? [] : describeErrors("response", validate.errors);
}
