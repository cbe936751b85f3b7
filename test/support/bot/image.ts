// The bot's image as far as it can be known without Docker: the steps of the Dockerfile, done in a folder.

import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { Copy, DockerfileParser, Env, Healthcheck, JSONInstruction } from "dockerfile-ast";

/** What an image holds and how it is started. */
export type Image = {
  /** `node:24-alpine`. */
  readonly base: string;
  readonly user: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
  /** What asks whether it is well. */
  readonly healthcheck: string;
  readonly command: readonly string[];
};

/**
 * Does what a Dockerfile says with a context, in the folder `root`.
 *
 * @throws Error at a step that it does not know, or that takes what the context does not have.
 */
export function makeImage(dockerfile: string, context: string, root: string): Image {
  const parsed = DockerfileParser.parse(readFileSync(dockerfile, "utf8"));
  const image = { base: "", user: "root", folder: "/", port: 0, healthcheck: "" };
  const environment: Record<string, string> = {};
  let command: readonly string[] = [];
  for (const step of parsed.getInstructions()) {
    const given = step.getArguments().map((argument) => argument.getValue());
    switch (step.getKeyword()) {
      case "FROM":
        image.base = given[0] ?? "";
        break;
      case "WORKDIR":
        image.folder = given[0] ?? "";
        mkdirSync(join(root, image.folder), { recursive: true });
        break;
      case "COPY": {
        if (!(step instanceof Copy) || step.getFlags().length > 0) throw unknown(step);
        copy(given, context, join(root, image.folder));
        break;
      }
      case "USER":
        image.user = given[0] ?? "";
        break;
      case "ENV":
        if (!(step instanceof Env)) throw unknown(step);
        for (const property of step.getProperties())
          environment[property.getName()] = property.getValue() ?? "";
        break;
      case "EXPOSE":
        image.port = Number(given[0]);
        break;
      case "HEALTHCHECK":
        if (!(step instanceof Healthcheck)) throw unknown(step);
        image.healthcheck = step.getSubcommand()?.getValue() === "CMD" ? given.join(" ") : "";
        break;
      case "CMD":
        if (!(step instanceof JSONInstruction)) throw unknown(step);
        command = step.getJSONStrings().map((one) => one.getJSONValue());
        break;
      default:
        throw unknown(step);
    }
  }
  return { ...image, environment, command };
}

/** As Docker does: the content of a folder goes into the target, and a file into it under its name. */
function copy(given: readonly string[], context: string, folder: string): void {
  const target = join(folder, given.at(-1) ?? "");
  for (const source of given.slice(0, -1)) {
    const from = join(context, source);
    if (!existsSync(from)) throw new Error(`COPY takes ${source}, which is not in the context`);
    const to = statSync(from).isDirectory() ? target : join(target, basename(source));
    cpSync(from, to, { recursive: true });
  }
}

function unknown(step: { readonly getKeyword: () => string }): Error {
  return new Error(`This makes no image of ${step.getKeyword()} as it is written`);
}
