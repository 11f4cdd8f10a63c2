import type { Expr } from '../../model/expr.js';
import type { Binding } from '../../model/facts.js';
import { type Context, declare, emit, opaque, reference, type Scope } from './context.js';
import { lowerExpression, propertyName } from './expressions.js';
import type { t } from './parse.js';
import { makesScript } from './script-objects.js';

type Pattern = t.LVal | t.PatternLike | t.TSParameterProperty | t.VoidPattern;

/** Declares every name of a pattern in a scope. */
export function declarePattern(ctx: Context, scope: Scope, pattern: t.Node | null | undefined, kind: Binding['kind']): void {
  switch (pattern?.type) {
    case 'Identifier': {
      const binding = declare(ctx, scope, pattern.name, kind, pattern.start ?? 0, pattern.end ?? 0);
      const type = typeName(ctx, pattern.typeAnnotation);
      const known = ctx.bindings[binding];
      if (type && known) known.type = type;
      return;
    }
    case 'ObjectPattern':
      for (const property of pattern.properties) declarePattern(ctx, scope, property.type === 'RestElement' ? property.argument : property.value, kind);
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) declarePattern(ctx, scope, element, kind);
      return;
    case 'AssignmentPattern':
      declarePattern(ctx, scope, pattern.left, kind);
      return;
    case 'RestElement':
      declarePattern(ctx, scope, pattern.argument, kind);
      return;
    case 'TSParameterProperty':
      declarePattern(ctx, scope, pattern.parameter, kind);
      return;
    default:
  }
}

/** Emits the writes that bind a value to a pattern. */
export function bindPattern(ctx: Context, pattern: Pattern | t.Node, value: Expr): void {
  const start = pattern.start ?? 0;
  switch (pattern.type) {
    case 'Identifier': {
      const target = reference(ctx, pattern.name, start, pattern.end ?? 0);
      if (target.kind === 'ref') {
        emit(ctx, { kind: 'write', target: { kind: 'binding', binding: target.binding }, value, start: start + ctx.offset });
        if (makesScript(ctx, value)) ctx.madeScripts.set(target.binding, []);
      } else if (target.kind === 'global')
        emit(ctx, {
          kind: 'write',
          target: { kind: 'property', object: { kind: 'global', name: 'globalThis', start: start + ctx.offset, end: start + ctx.offset }, name: target.name },
          value,
          start: start + ctx.offset,
        });
      return;
    }
    case 'ObjectPattern': {
      const taken: string[] = [];
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          bindPattern(ctx, property.argument, { kind: 'rest', of: value, without: taken });
          continue;
        }
        const name = propertyName(property);
        if (name !== undefined) taken.push(name);
        const part: Expr = {
          kind: 'member',
          object: value,
          ...(name === undefined ? { key: lowerExpression(ctx, property.key as t.Expression) } : { name }),
          start: (property.start ?? 0) + ctx.offset,
          end: (property.key.end ?? 0) + ctx.offset,
        };
        bindPattern(ctx, property.value, part);
      }
      return;
    }
    case 'ArrayPattern':
      for (const [index, element] of pattern.elements.entries()) {
        if (!element) continue;
        const at = { start: (element.start ?? 0) + ctx.offset, end: (element.end ?? 0) + ctx.offset };
        if (element.type === 'RestElement') bindPattern(ctx, element.argument, { kind: 'rest', of: value, without: [], from: index });
        else bindPattern(ctx, element, { kind: 'member', object: value, name: String(index), ...at });
      }
      return;
    case 'AssignmentPattern': {
      const byDefault = lowerExpression(ctx, pattern.right);
      const missing: Expr = { kind: 'binary', op: '===', left: value, right: { kind: 'undefined' } };
      bindPattern(ctx, pattern.left, { kind: 'conditional', test: missing, then: byDefault, else: value });
      return;
    }
    case 'RestElement':
      bindPattern(ctx, pattern.argument, value);
      return;
    case 'TSParameterProperty': {
      bindPattern(ctx, pattern.parameter, value);
      const inner = pattern.parameter.type === 'AssignmentPattern' ? pattern.parameter.left : pattern.parameter;
      if (inner.type === 'Identifier')
        emit(ctx, {
          kind: 'write',
          target: { kind: 'property', object: { kind: 'this' }, name: inner.name },
          value: reference(ctx, inner.name, start, inner.end ?? 0),
          start: start + ctx.offset,
        });
      return;
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const object = lowerExpression(ctx, pattern.object);
      const name = propertyName(pattern);
      const key = name === undefined ? lowerExpression(ctx, pattern.property as t.Expression) : undefined;
      emit(ctx, {
        kind: 'write',
        target: { kind: 'property', object, ...(name === undefined ? { key: key ?? opaque('computed') } : { name }) },
        value,
        start: start + ctx.offset,
      });
      return;
    }
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      bindPattern(ctx, pattern.expression, value);
      return;
    default:
  }
}

/** The plain name that something is declared with: `OpenAI`, `Sdk.Client`; `X | undefined` counts as X. */
export function typeName(ctx: Context, annotation: t.Node | null | undefined): Expr | undefined {
  switch (annotation?.type) {
    case 'TSTypeAnnotation':
      return typeName(ctx, annotation.typeAnnotation);
    case 'TypeAnnotation':
      return typeName(ctx, annotation.typeAnnotation);
    case 'TSUnionType': {
      const named = annotation.types.map((part) => typeName(ctx, part)).filter((part) => part !== undefined);
      return named.length === 1 ? named[0] : undefined;
    }
    case 'TSTypeReference':
      return entityName(ctx, annotation.typeName);
    case 'GenericTypeAnnotation':
      return annotation.id.type === 'Identifier' ? entityName(ctx, annotation.id) : undefined;
    default:
      return undefined;
  }
}

function entityName(ctx: Context, name: t.Node): Expr | undefined {
  const at = { start: (name.start ?? 0) + ctx.offset, end: (name.end ?? 0) + ctx.offset };
  if (name.type === 'Identifier') return reference(ctx, name.name, name.start ?? 0, name.end ?? 0);
  if (name.type === 'TSQualifiedName' && name.right.type === 'Identifier') {
    const object = entityName(ctx, name.left);
    return object && { kind: 'member', object, name: name.right.name, ...at };
  }
  return undefined;
}
