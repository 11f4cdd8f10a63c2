import { isLibrary } from './libraries/index.js';

/** Packages that carry, keep or show something, beside those that are books of `libraries/`. */
const CARRIERS: ReadonlySet<string> = new Set([
  'react-native',
  'next/dynamic',
  'next/script',
  '@loadable/component',
  '@react-native-async-storage/async-storage',
  'localforage',
  '@capacitor/preferences',
  'expo-secure-store',
  'js-cookie',
  'universal-cookie',
  'cookies-next',
  'react-cookies',
  'react-native-mmkv',
  'axios',
  'node-fetch',
  'cross-fetch',
  'isomorphic-fetch',
  'isomorphic-unfetch',
  'unfetch',
  'undici',
  'expo/fetch',
  '@tauri-apps/plugin-http',
  'ky',
  'got',
  'wretch',
  'redaxios',
  '@better-fetch/fetch',
  'ofetch',
  'superagent',
  'request',
  'request-promise',
  'request-promise-native',
  'ws',
  'reconnecting-websocket',
  'isomorphic-ws',
  'eventsource',
  '@microsoft/fetch-event-source',
  'socket.io-client',
  'http',
  'https',
  'node:http',
  'node:https',
  'react-native-sse',
  'react-native-blob-util',
  'react-helmet',
  'react-helmet-async',
  '@prisma/client',
  'knex',
  'pg',
  'mysql',
  'mysql2',
  'mysql2/promise',
  'mongoose',
  'mongodb',
  'drizzle-orm',
  'typeorm',
  'sequelize',
  'better-sqlite3',
]);

const GLOBALS: ReadonlySet<string> = new Set([
  'window',
  'globalThis',
  'self',
  'global',
  'top',
  'parent',
  'frames',
  'location',
  'localStorage',
  'sessionStorage',
  'navigator',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'axios',
  '$fetch',
  'useFetch',
  '$',
  'jQuery',
  'Cookies',
  'addEventListener',
  'http',
  'https',
  'Deno',
  'Notification',
  'Alert',
]);

/**
 * Holds if what is done with something external is worth following: a catalog names it, or the engine gives it a meaning.
 * Of all else only the name is kept, so that long chains of unknown calls cost nothing.
 */
export function isFollowed(root: string, catalogued: ReadonlySet<string>): boolean {
  if (root.startsWith('meta:') || root.startsWith('event:') || root.startsWith('url:')) return true;
  if (isLibrary(root)) return true;
  if (root.startsWith('global:')) return GLOBALS.has(root.slice(7)) || catalogued.has(root);
  const name = /^npm:(#?[^#]+)/.exec(root)?.[1];
  if (name === undefined) return false;
  if (isLibrary(`npm:${name}`) || CARRIERS.has(name) || catalogued.has(`npm:${name}`)) return true;
  return catalogued.has(`npm:${/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0]}`);
}
