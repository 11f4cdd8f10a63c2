/** Calls that send to an address: which argument holds it, and where a base address may stand. */
export interface Transport {
  readonly path: RegExp;
  /** Argument with the address, or with options that hold it under `url`. */
  readonly address: number;
  /** The address may also be `arg.url` / `arg.baseURL`. */
  readonly options?: number;
  /** Operation on the way whose first argument may hold a base address: `axios.create({ baseURL })`. */
  readonly base?: RegExp;
  readonly baseOptions?: readonly string[];
}

const METHODS = '(?:get|post|put|patch|delete|head|request|options|postForm|putForm)';

export const TRANSPORTS: readonly Transport[] = [
  { path: /^global:fetch\(\)$/, address: 0, options: 0 },
  {
    path: /^npm:(?:node-fetch|cross-fetch|isomorphic-fetch|undici|expo\/fetch|isomorphic-unfetch|unfetch|@tauri-apps\/plugin-http)#(?:default|fetch|request|stream)\(\)$/,
    address: 0,
    options: 0,
  },
  { path: new RegExp(`^npm:axios#(?:default|axios)(?:\\.${METHODS})?\\(\\)$`), address: 0, options: 0 },
  { path: new RegExp(`^global:axios(?:\\.${METHODS})?\\(\\)$`), address: 0, options: 0 },
  {
    path: new RegExp(`^(?:npm:axios#(?:default|axios)|global:axios)\\.create\\(\\)(?:\\.${METHODS})?\\(\\)$`),
    address: 0,
    options: 0,
    base: /\.create$/,
    baseOptions: ['baseURL'],
  },
  { path: new RegExp(`^npm:(?:ky|got|wretch|redaxios|@better-fetch\\/fetch)#(?:default|got)(?:\\.${METHODS})?\\(\\)$`), address: 0, options: 0 },
  {
    path: new RegExp(`^npm:(?:ky|got)#default\\.(?:create|extend)\\(\\)(?:\\.${METHODS})?\\(\\)$`),
    address: 0,
    base: /\.(?:create|extend)$/,
    baseOptions: ['prefixUrl', 'prefix'],
  },
  { path: /^(?:npm:(?:ofetch|#imports|nuxt\/app|#app)#(?:ofetch|\$fetch|useFetch|useLazyFetch)|global:(?:\$fetch|useFetch))\(\)$/, address: 0 },
  { path: /^npm:(?:ofetch|#imports)#(?:ofetch|\$fetch)\.create\(\)\(\)$/, address: 0, base: /\.create$/, baseOptions: ['baseURL'] },
  { path: new RegExp(`^npm:superagent#(?:default\\.)?${METHODS}\\(\\)$`), address: 0 },
  { path: /^npm:(?:request|request-promise(?:-native)?)#default(?:\.\w+)?\(\)$/, address: 0, options: 0 },
  { path: /^global:navigator\.sendBeacon\(\)$/, address: 0 },
  { path: /^global:(?:WebSocket|EventSource)\.new\(\)$/, address: 0 },
  {
    path: /^npm:(?:ws|reconnecting-websocket|isomorphic-ws|eventsource|@microsoft\/fetch-event-source)#(?:default|WebSocket|EventSource|fetchEventSource)(?:\.new)?\(\)$/,
    address: 0,
  },
  { path: /^npm:socket\.io-client#(?:default|io|connect)\(\)$/, address: 0 },
  { path: /^global:XMLHttpRequest\.new\(\)\.open\(\)$/, address: 1 },
  { path: /^(?:npm:(?:node:)?https?#|global:https?\.)(?:default\.)?(?:request|get)\(\)$/, address: 0, options: 0 },
  { path: /^npm:react-native-sse#default\.new\(\)$/, address: 0 },
  { path: /^npm:react-native-blob-util#default\.fetch\(\)$/, address: 1 },
  { path: /^global:(?:wx|uni|my|tt|swan|qq|ks|jd|dd)\.(?:request|httpRequest|uploadFile|downloadFile|connectSocket)\(\)$/, address: 0, options: 0 },
  { path: /^npm:@tarojs\/taro#(?:default\.)?(?:request|uploadFile|downloadFile|connectSocket)\(\)$/, address: 0, options: 0 },
  { path: /^global:(?:\$|jQuery)\.(?:ajax|get|post|getJSON|getScript)\(\)$/, address: 0, options: 0 },
];

export const ADDRESS_OPTIONS: readonly string[] = ['url', 'uri', 'href', 'baseURL', 'hostname', 'host'];
