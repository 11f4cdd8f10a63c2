import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/languages/index.js';
import { readTest } from '../../src/languages/markup/template-test.js';
import type { Expr } from '../../src/model/expr.js';

function told(expr: Expr | undefined): string {
  switch (expr?.kind) {
    case 'literal':
      return JSON.stringify(expr.value);
    case 'member':
      return expr.name ?? '?';
    case 'unary':
      return `!${told(expr.of)}`;
    case 'binary':
    case 'logical':
      return `(${told(expr.left)} ${expr.op} ${told(expr.right)})`;
    case 'opaque':
      return 'unknown';
    default:
      return 'nothing';
  }
}

describe('the condition of a template', () => {
  it.each([
    ["request.cookies.get('cookie_consent') == 'accepted'", '(cookie_consent === "accepted")'],
    ['user.consent and not settings.debug', '(user.consent && !settings.debug)'],
    ["isset($_COOKIE['agreed']) && $_COOKIE['agreed'] === 'yes'", '((agreed !== null) && (agreed === "yes"))'],
    ['!empty($consent)', '!(consent === null)'],
    ['$user->consent', 'user.consent'],
    ["Cookie::get('consent') != 'no'", '(consent !== "no")'],
    ["cookies[:cookie_consent] == 'accepted'", '(cookie_consent === "accepted")'],
    ['current_user.present?', '(current_user !== null)'],
    ['and .Site.Params.consent (eq .Kind "page")', '(Site.Params.consent && (Kind === "page"))'],
    ['(eq consent.analytics "granted")', '(consent.analytics === "granted")'],
    ['locals.cookieConsent', 'cookieConsent'],
    ["${cookie.consent.value == 'accepted'}", '(consent === "accepted")'],
    ['consent is not none', '(consent !== null)'],
    ['consent|default(false)', 'consent'],
    ['items|length > 3', 'unknown'],
  ])('%s', (text, expected) => {
    expect(told(readTest(text, { start: 0, end: 1 }))).toBe(expected);
  });

  it.each(['', '(((', 'a b c', '"', '& &', '(not '.repeat(2000), 'not '.repeat(90), 'é.ö == "ü" and'])('is nothing where it cannot be made out: %s', (text) => {
    expect(() => readTest(text, { start: 0, end: 1 })).not.toThrow();
  });
});

describe('pages of template languages', () => {
  const tests = (file: string, text: string) =>
    (summarise(file, 'html', text, false)?.functions[0]?.flow.points ?? []).flatMap((point) =>
      point.kind === 'assume' ? [`${point.outcome ? '' : 'not '}${told(point.test)}`] : [],
    );

  it.each([
    ['page.blade.php', "@if(Cookie::get('consent') == 'yes')<b>@else<i>@endif {!! $x !!}"],
    ['page.jsp', `<c:if test="\${consent == 'yes'}"><b></c:if>`],
    ['page.ftl', `<#if consent == 'yes'><b><#else><i></#if>`],
    ['page.html', `<b th:if="\${consent == 'yes'}">x</b>`],
    ['page.twig', `{% if consent == 'yes' %}<b>{% endif %}`],
  ])('put elements under their conditions: %s', (file, text) => {
    expect(tests(file, text)).toEqual(['(consent === "yes")', 'not (consent === "yes")']);
  });

  it('end the condition of an element where it ends', () => {
    const text = '<b v-if="a"><i></i></b><u v-if="c"></u><s></s>';
    const { points = [], next = [] } = summarise('x.html', 'html', text, false)?.functions[0]?.flow ?? {};
    const last = points.findLastIndex((point) => point.kind === 'element');
    expect(points[next.findIndex((to) => to.includes(last))]).toEqual({ kind: 'join' });
  });

  it('leave at signs alone where they are no directives', () => {
    expect(tests('page.html', '<p>mail @if(x) me@if.example</p>')).toEqual([]);
  });
});
