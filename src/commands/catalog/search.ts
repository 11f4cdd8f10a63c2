import { plain } from '../../reporters/terminal.js';
import { CLEAN, type Command, cannot, FOUND } from '../command.js';
import { openLibrary } from './open.js';
import { countriesOf, OUTPUT, pageOf, print, table } from './print.js';

/** `xborder-lint catalog search TERM`: products whose id, name, vendor, category, package or host holds the term. */
export const catalogSearch: Command = {
  name: 'catalog search',
  summary: 'Lists the products whose id, name, vendor, category, package or host holds the term. Ends with 1 if there are none.',
  args: [{ form: '<term>', text: 'a part of a name; case does not matter' }],
  options: OUTPUT,
  run: ([term], flags, terminal) => {
    const library = openLibrary(flags);
    if (library.kind === 'cannot') return cannot(library.why, terminal);
    const { products, hosts, vendors } = library.value.catalogs.sdk;
    const asked = String(term).toLowerCase();
    const nameOf = (id: string) => vendors.find((vendor) => vendor.id === id)?.name ?? id;
    const found = Object.values(products).flatMap((product) => {
      const own = hosts.filter((host) => host.product === product.id);
      const texts = [product.id, product.name, nameOf(product.vendor), product.category, ...product.packages, ...own.map(({ host }) => host)];
      return texts.some((text) => text.toLowerCase().includes(asked)) ? [{ product, countries: countriesOf(own) }] : [];
    });
    const page = pageOf(flags, terminal);
    const rows = found.map(({ product, countries }) => [
      page.paint('bold', product.id),
      `${plain(product.name)} · ${product.category} · ${countries.length === 0 ? 'by address' : page.paint('yellow', countries.join(', '))}`,
    ]);
    const lines = found.length === 0 ? [`no product for "${plain(String(term))}"`] : table(rows, page, 0);
    const value = found.map(({ product: { id, name, vendor, category }, countries }) => ({ id, name, vendor, category, countries }));
    print({ term, products: value }, lines, flags, terminal);
    return found.length === 0 ? FOUND : CLEAN;
  },
};
