import { describe, expect, it } from 'vitest';
import { parseScript } from '../../src/languages/javascript/parse.js';

const errorsOf = (text: string) => {
  const parsed = parseScript(text, 'ts', false);
  return parsed.kind === 'tree' ? parsed.errors : parsed.why;
};

describe('decorators in TypeScript are no syntax errors', () => {
  it('before parameters', () => expect(errorsOf('class A { constructor(@Inject(Mailer) private readonly mailer: Mailer) {} }')).toEqual([]));
  it('before classes, fields and methods', () =>
    expect(errorsOf(`@Component({ selector: 'a' }) export class A { @Input() name = ''; @HostListener('click') go() {} }`)).toEqual([]));
  it('after export, as the standard allows', () => expect(errorsOf('export @Service() class A {}')).toEqual([]));
});
