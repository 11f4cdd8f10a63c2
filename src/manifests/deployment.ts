import { angularProxy } from './angular-proxy.js';
import type { ManifestFormat } from './manifest-format.js';
import { netlifyToml } from './netlify-toml.js';
import { nginx } from './nginx.js';
import { redirectsFile } from './redirects-file.js';
import { vercelJson } from './vercel-json.js';
import { wrangler } from './wrangler.js';

/** What stands between an app and its users: which paths are handed on to whom, and the environment of what runs there. */
export const deploymentFormats: readonly ManifestFormat[] = [vercelJson, netlifyToml, redirectsFile, nginx, angularProxy, wrangler];
