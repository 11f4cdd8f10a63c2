import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Gap } from '../model/place.js';
import { languageOf } from './kinds.js';

/** Sources above this are bundles or data. */
export const MAX_SOURCE_BYTES = 2_000_000;
/** Lock files grow. */
const MAX_MANIFEST_BYTES = 32_000_000;
const MINIFIED_FROM_BYTES = 50_000;
const MINIFIED_LINE_LENGTH = 500;

/**
 * Reads one file of a project, as UTF-8 (UTF-16 with a byte order mark is turned into it).
 * A gap comes back for what should not or cannot be read: out of the root, too large, binary, minified, bundled or compiled, no permission.
 * `root` is a real path, as `discover` gives it.
 */
export function readBytes(root: string, path: string): Buffer | Gap {
  try {
    const file = openInside(root, path);
    if (typeof file === 'string') return gapAt(path, file);
    try {
      return readOpen(file, path);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return gapAt(path, faultOf(error));
  }
}

/** Decodes what `readBytes` gave, or any bytes in UTF-8 or marked UTF-16. A byte order mark stays, so that offsets are those of the file. */
export function decode(bytes: Buffer): string {
  return fromUtf16(bytes) ?? bytes.toString('utf8');
}

/** Puts an error of the file system into words. */
export function faultOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: no permission';
    case 'ELOOP':
      return 'a link that leads back to itself: not followed';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'is not there';
    case 'ENAMETOOLONG':
      return 'the path is too long for this system';
    default:
      return `cannot be read: ${code ?? String(error)}`;
  }
}

/** Holds if a real path lies in a real folder. */
export function isInside(root: string, real: string): boolean {
  const way = relative(root, real);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

export const LEADS_OUT = 'a link out of the folder: not followed';

/** Opens a regular file without following a link out of the root; or says why not. */
function openInside(root: string, path: string): number | string {
  const full = join(root, path);
  if (!isInside(root, full)) return 'is outside of the folder';
  const folder = realFolderOf(full);
  if (!isInside(root, folder)) return LEADS_OUT;
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const noFollow = constants.O_NOFOLLOW ?? 0;
  if (noFollow === 0) return isInside(root, realpathSync.native(full)) ? openSync(full, flags) : LEADS_OUT;
  try {
    return openSync(full, flags | noFollow);
  } catch (error) {
    if (!isLinkRefusal(error)) throw error;
    const real = realpathSync.native(full);
    return isInside(root, real) ? openSync(real, flags | noFollow) : LEADS_OUT;
  }
}

function isLinkRefusal(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ELOOP' || code === 'EMLINK' || code === 'EFTYPE';
}

// Files come folder by folder, and asking for the real path costs as much as reading the file.
let lastFolder = { asked: '', real: '' };

function realFolderOf(full: string): string {
  const asked = full.slice(0, full.lastIndexOf(sep)) || sep;
  if (asked !== lastFolder.asked) lastFolder = { asked, real: realpathSync.native(asked) };
  return lastFolder.real;
}

function readOpen(file: number, path: string): Buffer | Gap {
  const stat = fstatSync(file);
  if (!stat.isFile()) return gapAt(path, 'not a regular file');
  if (stat.size > limitOf(path)) return gapAt(path, tooLarge(path));
  const raw = readAll(file, stat.size);
  const text = fromUtf16(raw);
  const bytes = text === undefined ? raw : Buffer.from(text, 'utf8');
  if (isBinary(bytes)) return gapAt(path, 'binary, whatever its name says');
  if (isPlainScript(path) && isMinified(bytes)) return gapAt(path, 'minified code: lint the sources that it was made from');
  if (isPlainScript(path) && isBundle(bytes)) return gapAt(path, 'a bundle, by what loads the modules in it: lint the sources that it was made from');
  if (isPlainScript(path) && isCopy(bytes)) return gapAt(path, 'a copy of a published library, by its first lines: not looked at');
  if (languageOf(path) === 'javascript' && loadsCompiled(bytes)) return gapAt(path, 'written by a compiler to load WebAssembly: not looked at');
  return bytes;
}

/** The most bytes that are read of a file with this name. */
export function limitOf(path: string): number {
  return languageOf(path) === 'manifest' ? MAX_MANIFEST_BYTES : MAX_SOURCE_BYTES;
}

export function tooLarge(path: string): string {
  return `larger than ${limitOf(path) / 1_000_000} MB: generated or data, not looked at`;
}

function readAll(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const got = readSync(file, bytes, filled, size - filled, filled);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
}

/** Decodes bytes that begin with the mark of UTF-16; undefined for all others. */
function fromUtf16(bytes: Buffer): string | undefined {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!little && !big) return undefined;
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return (little ? even : Buffer.from(even).swap16()).toString('utf16le');
}

/** Sources hold a zero byte now and then, as a sign that stands in no text: one in a thousand is no more than that. */
function isBinary(bytes: Buffer): boolean {
  const most = bytes.length / 1000;
  let zeros = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) if (++zeros > most) return true;
  return false;
}

/** Holds for what a bundler writes. Other sources with very long lines hold data: a picture, a table of signs. */
function isPlainScript(path: string): boolean {
  return /\.[cm]?js$/.test(path);
}

function isMinified(bytes: Buffer): boolean {
  if (bytes.length <= MINIFIED_FROM_BYTES) return false;
  const most = bytes.length / MINIFIED_LINE_LENGTH;
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0 && lines <= most; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines < most;
}

/** What webpack writes before or behind the modules that it puts into one file, by its versions, whoever lays it out anew. */
const LOADER =
  /\{\s*i:\s*\w+,\s*l:\s*(?:!1|false),\s*exports:\s*\{\s*\}|\{\s*exports:\s*\{\s*\},\s*id:\s*\w+,\s*loaded:\s*(?:!1|false)|__webpack_module_cache__\[\w+\]\s*=\s*\{/;

/** The notice that a library's minified build carries into what it is bundled with. */
const INNER_NOTICE = /@license\b[^/]{0,200}\.production\.min\.js/;

/** Holds for larger files that a bundler wrote, also where they were laid out to be read. */
function isBundle(bytes: Buffer): boolean {
  if (bytes.length <= MINIFIED_FROM_BYTES) return false;
  if (!bytes.includes('exports') && !bytes.includes('.production.min.js')) return false;
  const text = bytes.toString('latin1');
  return LOADER.test(text) || INNER_NOTICE.test(text);
}

/** So much of a file is looked at for signs of where it comes from. */
const HEAD_BYTES = 1500;
const COPIED_FROM_BYTES = 8_000;

/**
 * Holds for libraries that were put among an app's own scripts: they begin with a notice that names a version and a licence, or
 * with the wrapper that lets every module system load them.
 */
function isCopy(bytes: Buffer): boolean {
  if (bytes.length <= COPIED_FROM_BYTES) return false;
  const head = bytes.toString('latin1', 0, HEAD_BYTES);
  if (/typeof exports\b/.test(head) && /\bdefine\.amd\b/.test(head)) return true;
  const notice = /^(?:\u00ef\u00bb\u00bf)?\s*((?:\/\*[\s\S]*?(?:\*\/|$)\s*|\/\/.*\s*)+)/.exec(head)?.[1] ?? '';
  return (
    /(?:\bv|\bversion\W{0,3}|[\s-])\d+\.\d+(?:\.\d+)?\b/i.test(notice) &&
    /\b(?:licen[sc]ed?|copyright|MIT|BSD|GPL|Apache)\b|@preserve|\(c\)\s*\d{4}/i.test(notice)
  );
}

/** Holds for what Emscripten writes around a module that it compiled: its names of the memory and of where it runs. */
function loadsCompiled(bytes: Buffer): boolean {
  return bytes.includes('ENVIRONMENT_IS_') && bytes.includes('HEAPU8') && bytes.includes('HEAP32');
}

function gapAt(file: string, why: string): Gap {
  return { stage: 'discover', file, why };
}
