// Cuts the operations that the action and the bot call out of GitHub's OpenAPI description, so that
// the loopback GitHub of the tests can hold every request and response to GitHub's own contract.
// `--check` fails where the committed slice is not what this script would write.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { slicedOperations } from "./sliced-operations.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

const require = createRequire(import.meta.url);
const sliceFile = new URL("../test/support/github/openapi-slice.json", import.meta.url);
const noticeFile = new URL("../test/support/github/openapi-slice.NOTICE.md", import.meta.url);

/** Words of a schema that ajv acts on; descriptions, examples and vendor extensions are dropped. */
const schemaWords = new Set(
  (
    "type format enum pattern required uniqueItems minLength maxLength minimum maximum " +
    "minItems maxItems minProperties maxProperties"
  ).split(" "),
);

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectAt(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  if (!isObject(value)) throw new Error(`The OpenAPI description has no object at ${key}`);
  return value;
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** OpenAPI 3.0 says `nullable`; JSON Schema says `type: [x, "null"]` or a null beside the others. */
function allowNull(schema: JsonObject): JsonObject {
  if (typeof schema["type"] === "string") {
    const withNull = { ...schema, type: [schema["type"], "null"] };
    const words = schema["enum"];
    return Array.isArray(words) && !words.includes(null)
      ? { ...withNull, enum: [...words, null] }
      : withNull;
  }
  return { anyOf: [schema, { type: "null" }] };
}

function slimSchema(schema: Json): Json {
  if (!isObject(schema)) return schema;
  if (typeof schema["$ref"] === "string") return { $ref: schema["$ref"] };
  const slim: Record<string, Json> = {};
  for (const [word, value] of Object.entries(schema)) {
    if (schemaWords.has(word)) slim[word] = value;
    else if (word === "properties" && isObject(value)) slim[word] = mapValues(value, slimSchema);
    else if (word === "items" || word === "additionalProperties" || word === "not")
      slim[word] = slimSchema(value);
    else if (Array.isArray(value) && (word === "allOf" || word === "anyOf" || word === "oneOf"))
      // GitHub's `oneOf` branches overlap (a closed PR fits two of them): any fitting branch will do.
      slim[word === "oneOf" ? "anyOf" : word] = value.map(slimSchema);
  }
  return schema["nullable"] === true ? allowNull(slim) : slim;
}

function jsonSchemaOf(holder: JsonObject): Json | undefined {
  const content = holder["content"];
  if (!isObject(content)) return undefined;
  const json = content["application/json"];
  return isObject(json) ? slimSchema(json["schema"] ?? {}) : undefined;
}

/** The description's parameters and responses are references; the slice holds them in place. */
function inPlace(document: JsonObject, value: Json): JsonObject {
  if (!isObject(value)) throw new Error("Expected an object in the OpenAPI description");
  const reference = value["$ref"];
  if (typeof reference !== "string") return value;
  return reference.split("/").slice(1).reduce(objectAt, document);
}

function slimParameter(parameter: JsonObject): JsonObject {
  const { name, in: place, required } = parameter;
  if (name === undefined || place === undefined) throw new Error("A parameter without a name");
  return {
    name,
    in: place,
    ...(required === true ? { required } : {}),
    schema: slimSchema(parameter["schema"] ?? {}),
  };
}

function slimOperation(document: JsonObject, operation: JsonObject): JsonObject {
  const { operationId, parameters, requestBody } = operation;
  if (typeof operationId !== "string") throw new Error("An operation without an id");
  const body = isObject(requestBody) ? jsonSchemaOf(inPlace(document, requestBody)) : undefined;
  return {
    operationId,
    parameters: (Array.isArray(parameters) ? parameters : []).map((parameter: Json) =>
      slimParameter(inPlace(document, parameter)),
    ),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            ...(isObject(requestBody) && requestBody["required"] === true
              ? { required: true }
              : {}),
            content: { "application/json": { schema: body } },
          },
        }),
    responses: mapValues(objectAt(operation, "responses"), (response) => {
      const schema = jsonSchemaOf(inPlace(document, response));
      return schema === undefined ? {} : { content: { "application/json": { schema } } };
    }),
  };
}

function referencesIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const own = typeof value["$ref"] === "string" ? [value["$ref"]] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

function neededSchemas(document: JsonObject, paths: JsonObject): JsonObject {
  const all = objectAt(objectAt(document, "components"), "schemas");
  const needed = new Map<string, Json>();
  const queue = [...referencesIn(paths)];
  for (const reference of queue) {
    const name = reference.replace("#/components/schemas/", "");
    if (needed.has(name)) continue;
    const slim = slimSchema(objectAt(all, name));
    needed.set(name, slim);
    queue.push(...referencesIn(slim));
  }
  return Object.fromEntries([...needed].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function sliceOf(document: JsonObject): JsonObject {
  const wanted = new Set<string>(slicedOperations);
  const paths: Record<string, JsonObject> = {};
  for (const [path, methods] of Object.entries(objectAt(document, "paths"))) {
    for (const [method, operation] of Object.entries(isObject(methods) ? methods : {})) {
      if (!isObject(operation) || typeof operation["operationId"] !== "string") continue;
      if (!wanted.delete(operation["operationId"])) continue;
      paths[path] = { ...paths[path], [method]: slimOperation(document, operation) };
    }
  }
  if (wanted.size > 0) throw new Error(`GitHub has no operation named ${[...wanted].join(", ")}`);
  const { openapi, info } = document;
  if (openapi === undefined || info === undefined) throw new Error("Not an OpenAPI description");
  return { openapi, info, paths, components: { schemas: neededSchemas(document, paths) } };
}

const sourceFile = require.resolve("@octokit/openapi/generated/api.github.com.json");
const license = await readFile(require.resolve("@octokit/openapi/LICENSE"), "utf8");
const { version }: { readonly version: string } = require("@octokit/openapi/package.json");
const document: JsonObject = JSON.parse(await readFile(sourceFile, "utf8"));
const slice = `${JSON.stringify(sliceOf(document))}\n`;
const notice = `# Notice for openapi-slice.json

Cut by \`scripts/slice-openapi.ts\` out of \`generated/api.github.com.json\` of the npm package
\`@octokit/openapi\` ${version} (https://github.com/octokit/openapi), which carries GitHub's OpenAPI
description (https://github.com/github/rest-api-description, MIT). Descriptions and examples are
left out. Do not edit it: change \`scripts/sliced-operations.ts\` and run the script.

${license.trim()}
`;

if (process.argv.includes("--check")) {
  const stale = [];
  if ((await readFile(sliceFile, "utf8")) !== slice) stale.push(sliceFile.pathname);
  if ((await readFile(noticeFile, "utf8")) !== notice) stale.push(noticeFile.pathname);
  if (stale.length > 0) {
    console.error(`Stale: ${stale.join(", ")}. Run: node scripts/slice-openapi.ts`);
    process.exitCode = 1;
  }
} else {
  await writeFile(sliceFile, slice);
  await writeFile(noticeFile, notice);
  console.log(`${slicedOperations.length} operations, ${Buffer.byteLength(slice)} bytes`);
}
