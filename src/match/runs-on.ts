import type { ModuleFacts } from '../model/facts.js';
import type { Product } from '../model/sdk.js';
import type { Usage } from '../model/usage.js';

const SERVER_FILE =
  /(?:^|\/)(?:server|api|backend|functions|lambda|workers?|cron|jobs)\/|(?:^|\/)(?:route|middleware|server|instrumentation)\.[cm]?[jt]s$|\.server\.[cm]?[jt]sx?$|\+(?:page|layout)?\.?server\.[jt]s$|(?:^|\/)sentry\.(?:server|edge)\.config\.[cm]?[jt]s$/;
const CLIENT_FILE = /\.(?:html?|vue|svelte|[jt]sx)$|(?:^|\/)(?:sentry\.client\.config|instrumentation-client)\.[cm]?[jt]s$|\.client\.[cm]?[jt]sx?$/;

/** Where a usage runs: the product or its package may leave no choice; else the name of the file, or what it says at its head. */
export function runsOn(product: Product, packageName: string | undefined, file: string, facts: ModuleFacts | undefined): Usage['runsOn'] {
  const [only, ...others] = product.runsOn;
  if (only !== undefined && others.length === 0) return only;
  if (packageName !== undefined && isServerPackage(product, packageName)) return 'server';
  if (SERVER_FILE.test(file) || facts?.directives.includes('use server') === true) return 'server';
  return CLIENT_FILE.test(file) || facts?.directives.includes('use client') === true ? 'client' : 'unknown';
}

/** Holds for a package, or a part of one (`posthog-node/edge`), that the catalog knows on servers only. */
function isServerPackage({ serverPackages = [] }: Product, name: string): boolean {
  return serverPackages.some((purl) => {
    const known = decodeURIComponent(purl.replace(/^pkg:npm\//, ''));
    return name === known || name.startsWith(`${known}/`);
  });
}
