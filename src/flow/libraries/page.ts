import { joinElements } from '../engine.js';
import { memberOf } from '../members.js';
import { joinAll, objectAt, only, strings } from '../values.js';
import { first, type Library, type Meaning } from './meaning.js';

/** `document.createElement('script')`, `document.getElementById('accept')`. */
const element =
  (made: boolean): Meaning =>
  (calling, called, site) => {
    const names = strings(first(calling));
    if (names.length === 0) return made ? only(objectAt(`dom:element@${site}`, 'dom')) : only(objectAt(`dom:?@${site}`, 'dom'));
    const byId = /getElementById/.test(called.path);
    return joinAll(names.map((name) => only(objectAt(made ? `dom:${name.toLowerCase()}@${site}` : `dom:${byId ? '#' : ''}${name}`, 'dom'))));
  };

const elements: Meaning = (calling, _called, site) => {
  const place = `doms:${site}`;
  for (const name of strings(first(calling))) joinElements(calling.engine, place, only(objectAt(`dom:${name}`, 'dom')));
  return only(objectAt(place, 'array'));
};

/** `useScript('https://…')`, `useScript({ src })`: the page gets a script. */
const loadScript: Meaning = (calling) => {
  const { engine, module, call } = calling;
  if (!calling.effects) return undefined;
  const given = first(calling);
  const where = { module, start: call.start, end: call.end };
  const address = given.values.some((value) => value.k === 'object') ? memberOf(engine, given, 'src', where) : given;
  if (strings(address).length > 0) engine.loads.set(`${module}:${call.start}:src`, { ...engine.at, start: call.start, value: address, tag: 'script' });
  return undefined;
};

export const PAGE: Library = {
  follows: [
    'npm:#imports',
    'npm:#app',
    'npm:@nuxt/scripts',
    'npm:unhead',
    'npm:@unhead/vue',
    'npm:@unhead/react',
    'npm:@vueuse/core',
    'npm:usehooks-ts',
    'npm:react-use',
    'npm:@uidotdev/usehooks',
    'npm:react-script-hook',
    'npm:@mantine/hooks',
    'global:useScript',
    'global:useScriptTag',
  ],
  calls: [
    ['global:document.createElement()', element(true)],
    ['global:document.getElementById()', element(false)],
    ['global:document.querySelector()', element(false)],
    ['global:document.querySelectorAll()', elements],
    ['global:document.getElementsByTagName()', elements],
  ],
  patterns: [
    [
      /^(?:npm:(?:#imports|#app|@nuxt\/scripts|@?unhead(?:\/\w+)?|@vueuse\/core|usehooks-ts|react-use|@uidotdev\/usehooks|react-script-hook|@mantine\/hooks)#(?:default|useScript|useScriptTag)|global:useScript(?:Tag)?)\(\)$/,
      loadScript,
    ],
  ],
};
