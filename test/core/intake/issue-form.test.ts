import { expect, test } from "vitest";
import { z } from "zod";
import { formFields, renderIssueForm, severities } from "../../../src/core/intake/issue-form.ts";
import { parseYaml } from "../../support/parse-yaml.ts";

const field = z.object({
  type: z.enum(["markdown", "textarea", "input", "dropdown", "upload"]),
  id: z.string().optional(),
  attributes: z.object({
    label: z.string().optional(),
    render: z.string().optional(),
    options: z.array(z.string()).optional(),
  }),
  validations: z.object({ required: z.boolean() }).optional(),
});
const form = z.object({ name: z.string(), description: z.string(), body: z.array(field) });

test("the form asks for the fields that are read, in the order in which they are read", () => {
  const { body } = form.parse(parseYaml(renderIssueForm(["faithfulness", "null", "404"])));
  const asked = body.filter(({ type }) => type !== "markdown");
  expect(asked.map(({ id, attributes }) => ({ id, label: attributes.label }))).toEqual(formFields);
  const of = new Map(asked.map((one) => [one.id, one]));
  expect(of.get("file")?.type).toBe("upload");
  expect(of.get("trace")).toMatchObject({ type: "textarea", attributes: { render: "json" } });
  expect(of.get("severity")?.attributes.options).toEqual([...severities]);
  const dimensions = ["faithfulness", "null", "404", "I do not know"];
  expect(of.get("dimension")?.attributes.options).toEqual(dimensions);
});
