import { asFields, asList, asOneOf, asText, type CatalogFile, type Cursor, isMapping, openYaml } from './yaml.js';

/** A snippet that must be found to use the product whose entry it stands in. */
export interface SdkExample {
  readonly product: string;
  readonly language: 'tsx' | 'html';
  readonly code: string;
}

/** The examples of all vendors' files. Files that do not read yield none: the compiler complains about them. */
export function sdkExamples(files: readonly CatalogFile[]): readonly SdkExample[] {
  return files.flatMap((file) => {
    const vendor = openYaml(file, []);
    const products = vendor === undefined ? undefined : asFields(vendor).get('products');
    return asList(products).flatMap((product) => {
      const fields = asFields(product);
      const id = asText(fields.get('id'));
      return id === undefined ? [] : asList(fields.get('examples'), 'or-one').flatMap((example) => readExample(example, id));
    });
  });
}

/** Text that begins with an angle bracket is a page; a mapping names its language. */
function readExample(at: Cursor, product: string): readonly SdkExample[] {
  if (!isMapping(at)) {
    const code = asText(at);
    return code === undefined ? [] : [{ product, language: /^\s*<(?:!|html|script|link|iframe|img|form|body)/i.test(code) ? 'html' : 'tsx', code }];
  }
  const fields = asFields(at, ['language', 'code']);
  const code = asText(fields.get('code'));
  return code === undefined ? [] : [{ product, language: asOneOf(fields.get('language'), ['tsx', 'html'] as const) ?? 'tsx', code }];
}
