import type { Expr } from '../../model/expr.js';
import type { Class } from '../../model/facts.js';
import type { Context } from './context.js';
import { addCall, lowerExpression, lowerFunction, lowerNamed, propertyName } from './expressions.js';
import type { t } from './parse.js';
import { typeName } from './patterns.js';

/** Lowers a class; fields become initial values, methods become functions that know their class. */
export function lowerClass(ctx: Context, node: t.Class, name = node.id?.name): number {
  const cls = ctx.classes.length;
  const methods: Class['methods'][number][] = [];
  const fields: Class['fields'][number][] = [];
  const decorators: Expr[] = [];
  const base = node.superClass ? lowerExpression(ctx, node.superClass) : undefined;
  for (const decorator of node.decorators ?? []) decorators.push(lowerExpression(ctx, decorator.expression));
  ctx.classes.push({
    ...(name === undefined ? {} : { name }),
    ...(base === undefined ? {} : { base }),
    fn: ctx.body.fn,
    methods,
    fields,
    decorators,
    start: (node.start ?? 0) + ctx.offset,
    end: (node.end ?? 0) + ctx.offset,
  });
  const outer = ctx.cls;
  ctx.cls = cls;
  for (const member of node.body.body) lowerMember(ctx, cls, member, methods, fields);
  ctx.cls = outer;
  return cls;
}

type Methods = Class['methods'][number][];
type Fields = Class['fields'][number][];

function lowerMember(ctx: Context, cls: number, member: t.ClassBody['body'][number], methods: Methods, fields: Fields): void {
  switch (member.type) {
    case 'ClassMethod':
    case 'ClassPrivateMethod': {
      if (!member.body) return;
      const name = propertyName(member) ?? '?';
      for (const decorator of member.decorators ?? []) lowerExpression(ctx, decorator.expression);
      const isStatic = member.static ?? false;
      const fn = lowerFunction(ctx, member, name, { cls, method: name, isStatic, isConstructor: member.kind === 'constructor' });
      methods.push({ name, fn, isStatic, kind: member.kind });
      return;
    }
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty': {
      const name = propertyName(member) ?? '?';
      const value = member.value ? fieldValue(ctx, cls, member.value, name) : undefined;
      const type = typeName(ctx, member.typeAnnotation);
      const decorated = (member.decorators ?? []).length > 0;
      fields.push({
        name,
        ...(value ? { value } : {}),
        isStatic: member.static ?? false,
        ...(type ? { type } : {}),
        ...(decorated ? { decorated } : {}),
        start: (member.start ?? 0) + ctx.offset,
      });
      return;
    }
    case 'StaticBlock': {
      const fn = lowerFunction(ctx, thunk(member, { type: 'BlockStatement', body: member.body, directives: [] } as unknown as t.BlockStatement), 'static', {
        cls,
        isStatic: true,
      });
      addCall(ctx, { kind: 'function', fn }, [], member, {});
      return;
    }
    default:
  }
}

/** A field's value is evaluated when an instance is made, with `this`: a small function of its own where it does anything. */
function fieldValue(ctx: Context, cls: number, value: t.Expression, name: string): Expr {
  if (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression')
    return { kind: 'function', fn: lowerFunction(ctx, value, name, { cls, method: name }) };
  if (isPlain(value)) return lowerNamed(ctx, value, name);
  return { kind: 'function', fn: lowerFunction(ctx, thunk(value, value), name, { cls, method: `=${name}` }) };
}

function thunk(at: t.Node, body: t.Expression | t.BlockStatement): t.ArrowFunctionExpression {
  return {
    type: 'ArrowFunctionExpression',
    params: [],
    body,
    async: false,
    expression: true,
    start: at.start,
    end: at.end,
  } as unknown as t.ArrowFunctionExpression;
}

function isPlain(value: t.Expression): boolean {
  return value.type.endsWith('Literal') && value.type !== 'TemplateLiteral';
}
