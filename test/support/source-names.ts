import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import ts from "typescript";
import { repository } from "./cruise.ts";

export type SourceFile = { readonly path: string; readonly tree: ts.SourceFile };

/** Every module below `src/`, parsed but not type-checked. */
export function sourceFiles(): readonly SourceFile[] {
  return globSync("src/**/*.ts", { cwd: repository })
    .toSorted()
    .map((path) => ({
      path: path.replaceAll("\\", "/"),
      tree: ts.createSourceFile(
        path,
        readFileSync(`${repository}${path}`, "utf8"),
        ts.ScriptTarget.Latest,
        true,
      ),
    }));
}

/** A file's own name and the names that it exports. */
export function namesOf({ path, tree }: SourceFile): readonly string[] {
  return [basename(path, ".ts"), ...exportedDeclarations(tree).keys()];
}

/** Exported constants that are `[…] as const` lists of strings: the closed lists that code can walk. */
export function constantLists({ tree }: SourceFile): readonly string[] {
  return [...exportedDeclarations(tree)]
    .filter(([, node]) => {
      if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return false;
      const { initializer } = node;
      return (
        ts.isAsExpression(initializer) &&
        ts.isArrayLiteralExpression(initializer.expression) &&
        initializer.expression.elements.every((element) => ts.isStringLiteral(element))
      );
    })
    .map(([name]) => name);
}

/**
 * The string values that a declaration allows: `name` of a list, a union, or an object whose keys are the values;
 * `name.field` of a field's union or `z.enum`.
 */
export function allowedValues({ tree }: SourceFile, where: string): readonly string[] {
  const [name = "", field] = where.split(".");
  const node = exportedDeclarations(tree).get(name);
  if (node === undefined) throw new Error(`${where} is not exported`);
  if (field !== undefined) return unique(fieldsNamed(node, field).flatMap(literalsOf));
  if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
    const value = ts.isAsExpression(node.initializer)
      ? node.initializer.expression
      : node.initializer;
    if (ts.isObjectLiteralExpression(value)) return value.properties.map(keyOf);
    return unique(literalsOf(value));
  }
  return unique(literalsOf(node));
}

function exportedDeclarations(tree: ts.SourceFile): ReadonlyMap<string, ts.Node> {
  const found = new Map<string, ts.Node>();
  for (const statement of tree.statements) {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isExported !== true) continue;
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        found.set(declaration.name.getText(), declaration);
      }
    } else if (
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement)
    ) {
      found.set(statement.name?.getText() ?? "default", statement);
    }
  }
  return found;
}

/** Types of the fields of that name in a type, or values in an object, at any depth. */
function fieldsNamed(node: ts.Node, name: string): readonly ts.Node[] {
  return descendants(node).flatMap((child) => {
    if (ts.isPropertySignature(child) && child.name.getText() === name) return child.type ?? [];
    if (ts.isPropertyAssignment(child) && child.name.getText() === name) {
      // The description of a field holds strings too; the values are those of its `z.enum([…])`.
      return descendants(child.initializer).find(ts.isArrayLiteralExpression) ?? [];
    }
    return [];
  });
}

function literalsOf(node: ts.Node): readonly string[] {
  return [node, ...descendants(node)].filter(ts.isStringLiteral).map(({ text }) => text);
}

function keyOf(property: ts.ObjectLiteralElementLike): string {
  const { name } = property;
  return name !== undefined && ts.isStringLiteral(name) ? name.text : (name?.getText() ?? "…");
}

function descendants(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (child: ts.Node): void => {
    found.push(child);
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
