import type { ModuleFacts } from '../model/facts.js';
import type { Product } from '../model/sdk.js';
import type { Usage } from '../model/usage.js';

const SERVER_FILE =
  /(?:^|\/)(?:server|api|backend|functions|lambda|workers?|cron|jobs)\/|(?:^|\/)(?:route|middleware|server|instrumentation)\.[cm]?[jt]s$|\.server\.[cm]?[jt]sx?$|\+(?:page|layout)?\.?server\.[jt]s$|(?:^|\/)sentry\.(?:server|edge)\.config\.[cm]?[jt]s$/;
const CLIENT_FILE = /\.(?:html?|vue|svelte|[jt]sx)$|(?:^|\/)(?:sentry\.client\.config|instrumentation-client)\.[cm]?[jt]s$|\.client\.[cm]?[jt]sx?$/;

/** Packages that start in no browser and on no phone. */
const SERVER_PACKAGE =
  /^(?:newrelic|dd-trace|elastic-apm-node|firebase-admin|posthog-node|statsig-node|mixpanel|@logtail\/node|winston|@bugsnag\/plugin-(?:express|koa|restify)|@opentelemetry\/sdk-node|@google-cloud\/.+|@sentry\/(?:node(?:-core|-native)?|aws-serverless|google-cloud-serverless|serverless|bun|deno|cloudflare|profiling-node|nestjs|vercel-edge)|@amplitude\/analytics-node|@segment\/analytics-node|@rudderstack\/rudder-sdk-node|@datadog\/datadog-api-client|@launchdarkly\/node-server-sdk|launchdarkly-node-server-sdk|@azure\/monitor-opentelemetry|applicationinsights)(?:\/|$)/;

/** Where a usage runs: the product or its package may leave no choice; else the name of the file, or what it says at its head. */
export function runsOn(product: Product, packageName: string | undefined, file: string, facts: ModuleFacts | undefined): Usage['runsOn'] {
  const [only, ...others] = product.runsOn;
  if (only !== undefined && others.length === 0) return only;
  if (packageName !== undefined && SERVER_PACKAGE.test(packageName)) return 'server';
  if (SERVER_FILE.test(file) || facts?.directives.includes('use server') === true) return 'server';
  return CLIENT_FILE.test(file) || facts?.directives.includes('use client') === true ? 'client' : 'unknown';
}
