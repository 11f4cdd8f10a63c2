import type { Expr } from '../../model/expr.js';
import { lowerClass } from './classes.js';
import { anonymous, type Context, declare, emit, reference } from './context.js';
import { lowerExpression, lowerFunction } from './expressions.js';
import type { t } from './parse.js';
import { lowerStatement } from './statements.js';

/** Declares the bindings of all imports before anything is lowered: they hoist. */
export function declareImports(ctx: Context, statements: readonly t.Statement[]): void {
  for (const node of statements) {
    if (node.type === 'ImportDeclaration') declareImport(ctx, node);
    else if (node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type === 'TSExternalModuleReference') {
      const binding = declare(ctx, ctx.scope, node.id.name, 'import', node.id.start ?? 0, node.id.end ?? 0);
      addImport(ctx, node.moduleReference.expression.value, '=', binding, node.importKind === 'type', node);
    }
  }
}

function declareImport(ctx: Context, node: t.ImportDeclaration): void {
  const specifier = node.source.value;
  const typeOnly = node.importKind === 'type' || node.importKind === 'typeof';
  if (node.specifiers.length === 0) addImport(ctx, specifier, undefined, undefined, typeOnly, node);
  for (const part of node.specifiers) {
    const binding = declare(ctx, ctx.scope, part.local.name, 'import', part.local.start ?? 0, part.local.end ?? 0);
    const name = part.type === 'ImportDefaultSpecifier' ? 'default' : part.type === 'ImportNamespaceSpecifier' ? '*' : nameOf(part.imported);
    const partTypeOnly = typeOnly || (part.type === 'ImportSpecifier' && (part.importKind === 'type' || part.importKind === 'typeof'));
    addImport(ctx, specifier, name, binding, partTypeOnly, part);
  }
}

function addImport(ctx: Context, specifier: string, name: string | undefined, binding: number | undefined, typeOnly: boolean, node: t.Node): void {
  ctx.imports.push({
    specifier,
    ...(name === undefined ? {} : { name }),
    ...(binding === undefined ? {} : { binding }),
    typeOnly,
    start: (node.start ?? 0) + ctx.offset,
    end: (node.end ?? 0) + ctx.offset,
  });
}

/** Imports and exports; anything else at this level has no effect that matters. */
export function lowerModuleItem(ctx: Context, node: t.Statement): void {
  const start = (node.start ?? 0) + ctx.offset;
  switch (node.type) {
    case 'ExportNamedDeclaration':
      lowerNamedExport(ctx, node, start);
      return;
    case 'ExportDefaultDeclaration':
      ctx.exports.push({ kind: 'value', name: 'default', value: kept(ctx, lowerDefault(ctx, node.declaration), start), start });
      return;
    case 'ExportAllDeclaration':
      if (node.exportKind === 'type') return;
      addImport(ctx, node.source.value, undefined, undefined, false, node);
      ctx.exports.push({ kind: 'all', specifier: node.source.value, start });
      return;
    case 'TSExportAssignment':
      ctx.exports.push({ kind: 'value', name: 'export=', value: lowerExpression(ctx, node.expression), start });
      return;
    default:
  }
}

/** What has no name is written to a binding without one, so that it exists whether or not anybody imports it. */
function kept(ctx: Context, value: Expr, start: number): Expr {
  if (value.kind !== 'function' && value.kind !== 'class' && value.kind !== 'object' && value.kind !== 'array') return value;
  const binding = anonymous(ctx, 'const', start - ctx.offset);
  emit(ctx, { kind: 'write', target: { kind: 'binding', binding }, value, start });
  return { kind: 'ref', binding, start };
}

function lowerDefault(ctx: Context, declaration: t.ExportDefaultDeclaration['declaration']): Expr {
  switch (declaration.type) {
    case 'FunctionDeclaration':
      if (declaration.id) return reference(ctx, declaration.id.name, declaration.id.start ?? 0, declaration.id.end ?? 0);
      return { kind: 'function', fn: lowerFunction(ctx, declaration, 'default') };
    case 'ClassDeclaration':
      if (declaration.id) {
        lowerStatement(ctx, declaration);
        return reference(ctx, declaration.id.name, declaration.id.start ?? 0, declaration.id.end ?? 0);
      }
      return { kind: 'class', cls: lowerClass(ctx, declaration, 'default') };
    case 'ArrowFunctionExpression':
      return { kind: 'function', fn: lowerFunction(ctx, declaration, 'default') };
    case 'TSDeclareFunction':
      return { kind: 'undefined' };
    default:
      return lowerExpression(ctx, declaration);
  }
}

function lowerNamedExport(ctx: Context, node: t.ExportNamedDeclaration, start: number): void {
  if (node.exportKind === 'type') return;
  if (node.source) {
    addImport(ctx, node.source.value, undefined, undefined, false, node);
    for (const part of node.specifiers) {
      if (part.type === 'ExportSpecifier')
        ctx.exports.push({ kind: 'from', name: nameOf(part.exported), from: part.local.name, specifier: node.source.value, start });
      else
        ctx.exports.push({
          kind: 'from',
          name: nameOf(part.exported),
          from: part.type === 'ExportNamespaceSpecifier' ? '*' : 'default',
          specifier: node.source.value,
          start,
        });
    }
    return;
  }
  for (const part of node.specifiers) {
    if (part.type !== 'ExportSpecifier') continue;
    ctx.exports.push({ kind: 'value', name: nameOf(part.exported), value: reference(ctx, part.local.name, part.local.start ?? 0, part.local.end ?? 0), start });
  }
  const { declaration } = node;
  if (!declaration) return;
  lowerStatement(ctx, declaration);
  for (const id of declaredNames(declaration))
    ctx.exports.push({ kind: 'value', name: id.name, value: reference(ctx, id.name, id.start ?? 0, id.end ?? 0), start });
}

function declaredNames(node: t.Node | null | undefined): t.Identifier[] {
  switch (node?.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap((declarator) => declaredNames(declarator.id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id ? [node.id] : [];
    case 'TSEnumDeclaration':
      return [node.id];
    case 'Identifier':
      return [node];
    case 'ObjectPattern':
      return node.properties.flatMap((property) => declaredNames(property.type === 'RestElement' ? property.argument : property.value));
    case 'ArrayPattern':
      return node.elements.flatMap((element) => declaredNames(element));
    case 'AssignmentPattern':
      return declaredNames(node.left);
    case 'RestElement':
      return declaredNames(node.argument);
    default:
      return [];
  }
}

function nameOf(node: t.Identifier | t.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}
