import { type FieldId, formFields, noResponse } from "../../src/core/intake/issue-form.ts";

type Fields = Readonly<Record<FieldId, string>>;

/** What somebody answered in the form. */
export function aReport(fields: Partial<Fields> = {}): Fields {
  return {
    asked: "What is the refund policy for partly used gift cards?",
    wrong: "It claimed a refund window of 30 days, and there is no policy.",
    expected: "No policy covers partly used gift cards; the agent must say so.",
    dimension: "faithfulness",
    severity: "high",
    file: "",
    trace: "",
    place: "",
    ...fields,
  };
}

/** The body that GitHub makes of a form's answers. */
export function reportBody(fields: Fields): string {
  return formFields
    .map(({ id, label }) => `### ${label}\n\n${fields[id] === "" ? noResponse : fields[id]}`)
    .join("\n\n");
}
