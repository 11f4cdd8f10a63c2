import type { Expr } from '../model/expr.js';
import type { Element } from '../model/facts.js';
import type { Program } from '../model/program.js';
import type { PointAt } from '../model/sighting.js';

/**
 * Where code of the app itself looks up a script that the browser does not run, to run it: `querySelectorAll('script[type="text/plain"]')`
 * in a module that also makes scripts.
 */
export function activatorsOf(program: Program, element: Element): readonly PointAt[] {
  return program.modules.flatMap((facts, module) => {
    if (!facts.calls.some(({ callee, args: [name] }) => methodOf(callee) === 'createElement' && isText(name) && /^script$/i.test(name.value))) return [];
    return facts.functions.flatMap(({ flow }, fn) =>
      flow.points.flatMap((point, index): readonly PointAt[] => {
        const call = point.kind === 'call' ? facts.calls[point.call] : undefined;
        const [selector] = call?.args ?? [];
        const looksUp = call && /^querySelector(?:All)?$/.test(methodOf(call.callee) ?? '') && isText(selector) && selects(selector.value, element);
        return looksUp ? [{ module, fn, point: index }] : [];
      }),
    );
  });
}

function methodOf(callee: Expr): string | undefined {
  return callee.kind === 'member' ? callee.name : undefined;
}

function isText(expr: Expr | undefined): expr is Extract<Expr, { kind: 'literal' }> & { readonly value: string } {
  return expr?.kind === 'literal' && typeof expr.value === 'string';
}

/** Holds if a selector asks for attributes of scripts, and the element has them all. What stands around the element is not looked at. */
function selects(selector: string, element: Element): boolean {
  return selector.split(',').some((one) => {
    const last =
      one
        .trim()
        .split(/\s+(?![^[]*\])/)
        .at(-1) ?? '';
    const asked = [...last.matchAll(/\[\s*([\w:-]+)\s*(?:([~|^$*]?)=\s*["']?([^"'\]]*)["']?\s*)?\]/g)];
    if (asked.length === 0 || !/^(?:script)?(?:\[|$)/i.test(last)) return false;
    return asked.every(([, name = '', how, value]) =>
      element.props.some(
        (prop) => 'name' in prop && prop.name === name && (value === undefined || how !== '' || (isText(prop.value) && prop.value.value === value)),
      ),
    );
  });
}
