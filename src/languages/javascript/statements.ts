import type { Expr } from '../../model/expr.js';
import { asText } from './addresses.js';
import { lowerClass } from './classes.js';
import { assume, type Context, connect, declare, detached, emit, enterScope, type Jump, lookUp, mayThrow, opaque, reference, type Scope } from './context.js';
import { lowerExpression, lowerFunction, lowerNamed, propertyName } from './expressions.js';
import { lowerModuleItem } from './module.js';
import type { t } from './parse.js';
import { bindPattern, declarePattern } from './patterns.js';

/** Declares what `var` and function declarations hoist to the scope of their function. */
export function declareVars(ctx: Context, scope: Scope, statements: readonly t.Node[]): void {
  const pending: t.Node[] = [...statements];
  while (pending.length > 0) {
    const node = pending.pop();
    if (!node) continue;
    switch (node.type) {
      case 'VariableDeclaration':
        if (node.kind === 'var' && !node.declare) for (const declarator of node.declarations) declarePattern(ctx, scope, declarator.id, 'var');
        break;
      case 'IfStatement':
        pending.push(node.consequent);
        if (node.alternate) pending.push(node.alternate);
        break;
      case 'ForStatement':
        if (node.init) pending.push(node.init);
        pending.push(node.body);
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        pending.push(node.left, node.body);
        break;
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'LabeledStatement':
        pending.push(node.body);
        break;
      case 'BlockStatement':
        pending.push(...node.body);
        break;
      case 'TryStatement':
        pending.push(node.block);
        if (node.handler) pending.push(node.handler.body);
        if (node.finalizer) pending.push(node.finalizer);
        break;
      case 'SwitchStatement':
        for (const branch of node.cases) pending.push(...branch.consequent);
        break;
      case 'ExportNamedDeclaration':
        if (node.declaration) pending.push(node.declaration);
        break;
      default:
    }
  }
}

/** Declares what a block itself declares, so that functions in it may use what stands below them. */
function declareBlock(ctx: Context, statements: readonly t.Node[]): void {
  for (const statement of statements) {
    const node = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement;
    switch (node?.type) {
      case 'VariableDeclaration':
        if (node.declare) break;
        for (const declarator of node.declarations)
          declarePattern(ctx, ctx.scope, declarator.id, node.kind === 'let' ? 'let' : node.kind === 'var' ? 'var' : 'const');
        break;
      case 'FunctionDeclaration':
        if (node.id) declare(ctx, ctx.scope, node.id.name, 'function', node.id.start ?? 0, node.id.end ?? 0);
        break;
      case 'ClassDeclaration':
        if (node.id) declare(ctx, ctx.scope, node.id.name, 'class', node.id.start ?? 0, node.id.end ?? 0);
        break;
      case 'TSEnumDeclaration':
        declare(ctx, ctx.scope, node.id.name, 'enum', node.id.start ?? 0, node.id.end ?? 0);
        break;
      default:
    }
  }
}

/** Lowers the statements of one block: function declarations first, as the language does. */
export function lowerStatements(ctx: Context, statements: readonly t.Statement[]): void {
  openBlock(ctx, statements);
  for (const statement of statements) lowerStatement(ctx, statement);
}

/** What a block declares is there when it is entered, and its functions can be called. */
function openBlock(ctx: Context, statements: readonly t.Statement[]): void {
  declareBlock(ctx, statements);
  for (const statement of statements) {
    const node = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement;
    if (node?.type === 'FunctionDeclaration' && node.id && node.body) lowerFunctionDeclaration(ctx, node, node.id);
  }
}

function lowerFunctionDeclaration(ctx: Context, node: t.FunctionDeclaration, id: t.Identifier): void {
  const target = reference(ctx, id.name, id.start ?? 0, id.end ?? 0);
  const value: Expr = { kind: 'function', fn: lowerFunction(ctx, node, id.name) };
  if (target.kind !== 'ref') return;
  const declared = ctx.bindings[target.binding];
  if (declared) declared.uses--;
  emit(ctx, { kind: 'write', target: { kind: 'binding', binding: target.binding }, value, start: (node.start ?? 0) + ctx.offset });
}

function lowerBlock(ctx: Context, statements: readonly t.Statement[]): void {
  const outer = enterScope(ctx);
  lowerStatements(ctx, statements);
  ctx.scope = outer;
}

export function lowerStatement(ctx: Context, node: t.Statement, label?: string): void {
  switch (node.type) {
    case 'ExpressionStatement':
      lowerExpression(ctx, node.expression, true);
      return;
    case 'VariableDeclaration':
      for (const declarator of node.declarations) lowerDeclarator(ctx, node, declarator);
      return;
    case 'FunctionDeclaration':
      return;
    case 'ClassDeclaration': {
      const value: Expr = { kind: 'class', cls: lowerClass(ctx, node) };
      if (node.id) bindPattern(ctx, node.id, value);
      return;
    }
    case 'BlockStatement':
      lowerBlock(ctx, node.body);
      return;
    case 'IfStatement':
      lowerIf(ctx, node);
      return;
    case 'ReturnStatement': {
      const value = node.argument ? lowerExpression(ctx, node.argument) : undefined;
      emit(ctx, { kind: 'return', ...(value ? { value } : {}), start: (node.start ?? 0) + ctx.offset });
      leaveThrough(ctx, ctx.body.exit);
      return;
    }
    case 'ThrowStatement':
      lowerExpression(ctx, node.argument);
      leaveTo(ctx, ctx.body.handlers.at(-1) ?? ctx.body.raise);
      return;
    case 'WhileStatement':
      lowerLoop(ctx, label, { test: node.test, body: node.body });
      return;
    case 'DoWhileStatement':
      lowerLoop(ctx, label, { test: node.test, body: node.body, bodyFirst: true });
      return;
    case 'ForStatement':
      lowerFor(ctx, node, label);
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      lowerForEach(ctx, node, label);
      return;
    case 'SwitchStatement':
      lowerSwitch(ctx, node, label);
      return;
    case 'TryStatement':
      lowerTry(ctx, node);
      return;
    case 'LabeledStatement':
      if (/Loop|While|For|Switch/.test(node.body.type)) lowerStatement(ctx, node.body, node.label.name);
      else
        withJump(ctx, { label: node.label.name, breaks: [], continues: undefined }, () => {
          lowerStatement(ctx, node.body);
        });
      return;
    case 'BreakStatement':
    case 'ContinueStatement':
      lowerJump(ctx, node);
      return;
    case 'TSEnumDeclaration':
      if (!node.declare) lowerEnum(ctx, node);
      return;
    case 'TSModuleDeclaration':
      if (!node.declare && node.body.type === 'TSModuleBlock') lowerBlock(ctx, node.body.body);
      return;
    default:
      lowerModuleItem(ctx, node);
  }
}

/** Control leaves for a point; what follows in the source is not reached from here. */
function leaveTo(ctx: Context, point: number): void {
  connect(ctx.body, ctx.body.current, point);
  ctx.body.current = -1;
}

/** Control leaves for a point, by way of the `finally` around. */
function leaveThrough(ctx: Context, to: number): void {
  const { body } = ctx;
  const around = body.leaving.at(-1);
  if (!around) {
    leaveTo(ctx, to);
    return;
  }
  if (body.current >= 0) around.push({ from: body.current, to });
  body.current = -1;
}

function lowerDeclarator(ctx: Context, node: t.VariableDeclaration, declarator: t.VariableDeclarator): void {
  if (node.declare) return;
  if (!declarator.init) {
    if (node.kind === 'let' && declarator.id.type === 'Identifier') bindPattern(ctx, declarator.id, { kind: 'undefined' });
    return;
  }
  const value = lowerNamed(ctx, declarator.init, declarator.id.type === 'Identifier' ? declarator.id.name : undefined);
  bindPattern(ctx, declarator.id, value);
  if (declarator.id.type !== 'Identifier') return;
  const declared = lookUp(ctx, declarator.id.name);
  const binding = declared === undefined ? undefined : ctx.bindings[declared];
  if (binding) binding.uses--;
}

function lowerIf(ctx: Context, node: t.IfStatement): void {
  const { body } = ctx;
  const test = lowerExpression(ctx, node.test);
  const before = body.current;
  assume(ctx, test, true, node.test.start ?? 0, node.test.end ?? 0);
  lowerStatement(ctx, node.consequent);
  const thenEnd = body.current;
  body.current = before;
  assume(ctx, test, false, node.test.start ?? 0, node.test.end ?? 0);
  if (node.alternate) lowerStatement(ctx, node.alternate);
  joinFrom(ctx, [thenEnd, body.current]);
}

function joinFrom(ctx: Context, ends: readonly number[]): void {
  const live = ends.filter((end) => end >= 0);
  if (live.length === 0) {
    ctx.body.current = -1;
    return;
  }
  const join = detached(ctx, { kind: 'join' });
  for (const end of live) connect(ctx.body, end, join);
  ctx.body.current = join;
}

function withJump(ctx: Context, jump: Jump, inside: () => void): void {
  ctx.body.jumps.push(jump);
  inside();
  ctx.body.jumps.pop();
  joinFrom(ctx, [ctx.body.current, ...jump.breaks]);
}

function lowerJump(ctx: Context, node: t.BreakStatement | t.ContinueStatement): void {
  const { body } = ctx;
  const isBreak = node.type === 'BreakStatement';
  for (let i = body.jumps.length - 1; i >= 0; i--) {
    const jump = body.jumps[i];
    if (!jump || (node.label && jump.label !== node.label.name)) continue;
    const list = isBreak ? (node.label || jump.continues || jump.label === undefined ? jump.breaks : undefined) : jump.continues;
    if (!list) continue;
    if (body.current >= 0) list.push(body.current);
    break;
  }
  body.current = -1;
}

interface Loop {
  readonly test?: t.Expression | null | undefined;
  readonly update?: t.Expression | null | undefined;
  readonly body: t.Statement;
  readonly bodyFirst?: boolean;
}

function lowerLoop(ctx: Context, label: string | undefined, loop: Loop): void {
  const { body } = ctx;
  const head = emit(ctx, { kind: 'join' });
  const jump: Jump = { label, breaks: [], continues: [] };
  body.jumps.push(jump);
  let after = -1;
  const ask = () => {
    if (!loop.test) return;
    const test = lowerExpression(ctx, loop.test);
    const before = body.current;
    after = assume(ctx, test, false, loop.test.start ?? 0, loop.test.end ?? 0);
    body.current = before;
    assume(ctx, test, true, loop.test.start ?? 0, loop.test.end ?? 0);
  };
  if (!loop.bodyFirst) ask();
  lowerStatement(ctx, loop.body);
  joinFrom(ctx, [body.current, ...(jump.continues ?? [])]);
  if (loop.update) lowerExpression(ctx, loop.update, true);
  if (loop.bodyFirst) ask();
  connect(body, body.current, head);
  body.jumps.pop();
  joinFrom(ctx, [after, ...jump.breaks]);
}

function lowerFor(ctx: Context, node: t.ForStatement, label: string | undefined): void {
  const outer = enterScope(ctx);
  if (node.init?.type === 'VariableDeclaration') {
    for (const declarator of node.init.declarations) declarePattern(ctx, ctx.scope, declarator.id, node.init.kind === 'const' ? 'const' : 'let');
    lowerStatement(ctx, node.init);
  } else if (node.init) lowerExpression(ctx, node.init, true);
  lowerLoop(ctx, label, { test: node.test, update: node.update, body: node.body });
  ctx.scope = outer;
}

function lowerForEach(ctx: Context, node: t.ForInStatement | t.ForOfStatement, label: string | undefined): void {
  const { body } = ctx;
  const outer = enterScope(ctx);
  const object = lowerExpression(ctx, node.right);
  mayThrow(ctx);
  const head = emit(ctx, { kind: 'join' });
  const jump: Jump = { label, breaks: [], continues: [] };
  body.jumps.push(jump);
  const at = { start: (node.left.start ?? 0) + ctx.offset, end: (node.left.end ?? 0) + ctx.offset };
  const element: Expr = node.type === 'ForOfStatement' ? { kind: 'member', object, key: opaque('each'), ...at } : opaque('key');
  if (node.left.type === 'VariableDeclaration') {
    const pattern = node.left.declarations[0]?.id;
    if (pattern) {
      declarePattern(ctx, ctx.scope, pattern, node.left.kind === 'const' ? 'const' : 'let');
      bindPattern(ctx, pattern, element);
    }
  } else bindPattern(ctx, node.left, element);
  lowerStatement(ctx, node.body);
  joinFrom(ctx, [body.current, ...(jump.continues ?? [])]);
  connect(body, body.current, head);
  body.jumps.pop();
  ctx.scope = outer;
  joinFrom(ctx, [head, ...jump.breaks]);
}

function lowerSwitch(ctx: Context, node: t.SwitchStatement, label: string | undefined): void {
  const { body } = ctx;
  const subject = lowerExpression(ctx, node.discriminant);
  const outer = enterScope(ctx);
  openBlock(
    ctx,
    node.cases.flatMap((branch) => branch.consequent),
  );
  const jump: Jump = { label, breaks: [], continues: undefined };
  const entries: number[] = [];
  for (const branch of node.cases) {
    if (!branch.test) {
      entries.push(-1);
      continue;
    }
    const test: Expr = { kind: 'binary', op: '===', left: subject, right: asText(ctx, branch.test, () => lowerExpression(ctx, branch.test)) };
    const before = body.current;
    entries.push(assume(ctx, test, true, branch.test.start ?? 0, branch.test.end ?? 0));
    body.current = before;
    assume(ctx, test, false, branch.test.start ?? 0, branch.test.end ?? 0);
  }
  const noneMatched = body.current;
  body.jumps.push(jump);
  body.current = -1;
  let hasDefault = false;
  for (const [index, branch] of node.cases.entries()) {
    if (!branch.test) hasDefault = true;
    joinFrom(ctx, [body.current, branch.test ? (entries[index] ?? -1) : noneMatched]);
    for (const statement of branch.consequent) lowerStatement(ctx, statement);
  }
  body.jumps.pop();
  ctx.scope = outer;
  joinFrom(ctx, [body.current, ...jump.breaks, ...(hasDefault ? [] : [noneMatched])]);
}

function lowerTry(ctx: Context, node: t.TryStatement): void {
  const { body } = ctx;
  const arrival = detached(ctx, { kind: 'catch' });
  const pointsBefore = body.points.length;
  const start = body.current;
  if (node.finalizer) body.leaving.push([]);
  body.handlers.push(arrival);
  lowerBlock(ctx, node.block.body);
  body.handlers.pop();
  const ends = [body.current];
  const canThrow = body.points.slice(pointsBefore).some((point) => point.kind === 'call' || point.kind === 'element');
  if (!canThrow) connect(body, start, arrival);

  body.current = arrival;
  if (node.handler) {
    const failed = detached(ctx, { kind: 'catch' });
    if (node.finalizer) body.handlers.push(failed);
    const outer = enterScope(ctx);
    if (node.handler.param) {
      declarePattern(ctx, ctx.scope, node.handler.param, 'catch');
      bindPattern(ctx, node.handler.param, opaque('caught'));
    }
    lowerBlock(ctx, node.handler.body.body);
    ctx.scope = outer;
    ends.push(body.current);
    if (node.finalizer) body.handlers.pop();
    body.current = failed;
  }
  const leftOver = body.current;
  const leaving = node.finalizer ? (body.leaving.pop() ?? []) : [];
  if (node.finalizer && leaving.length > 0) {
    // … and once on the way out of the function.
    joinFrom(
      ctx,
      leaving.map(({ from }) => from),
    );
    lowerBlock(ctx, node.finalizer.body);
    leaveThrough(ctx, leaving[0]?.to ?? body.exit);
  }
  if (node.finalizer && body.handlers.length < 6) {
    // The block runs once after the normal way and once while an exception passes through.
    body.current = leftOver;
    lowerBlock(ctx, node.finalizer.body);
    leaveTo(ctx, body.handlers.at(-1) ?? body.raise);
  }
  joinFrom(ctx, ends);
  if (node.finalizer) lowerBlock(ctx, node.finalizer.body);
}

function lowerEnum(ctx: Context, node: t.TSEnumDeclaration): void {
  let count = 0;
  const members = node.members ?? node.body?.members ?? [];
  const props = members.flatMap((member) => {
    const key = member.id.type === 'Identifier' ? member.id.name : (propertyName({ key: member.id }) ?? '?');
    const at = { start: (member.start ?? 0) + ctx.offset, end: (member.end ?? 0) + ctx.offset };
    const value: Expr = member.initializer ? lowerExpression(ctx, member.initializer) : { kind: 'literal', value: count, ...at };
    count = value.kind === 'literal' && typeof value.value === 'number' ? value.value + 1 : count + 1;
    return [{ key, value, start: at.start }];
  });
  bindPattern(ctx, node.id, { kind: 'object', props, start: (node.start ?? 0) + ctx.offset, end: (node.end ?? 0) + ctx.offset });
}
