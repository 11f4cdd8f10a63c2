import type { Calling } from '../calls.js';
import { ownArguments, ownWays } from '../contexts.js';
import { joinProp, openPlace, propAt } from '../engine.js';
import { awaited, EXPOSED } from '../members.js';
import { listen, send } from '../messages.js';
import { ANYTHING, join, NOTHING, objectAt, only, promiseOf, rootApi, strings, UNDEFINED, type Val } from '../values.js';
import { first, type Library, type Meaning } from './meaning.js';

const ROOT = String.raw`npm:(?:electron(?:\/(?:main|renderer|common))?|@electron\/remote)#`;
const RENDERER = String.raw`(?:${ROOT}ipcRenderer|npm:@electron-toolkit\/preload#electronAPI\.ipcRenderer)`;

/** Channels to the main process, and those to the pages. */
type Way = 'ipc to main' | 'ipc to page';

/** What a listener is given first: who sent it, and how to answer. */
function eventOf(calling: Calling, way: Way, channel: string): Val {
  const { engine } = calling;
  const place = `ipc event ${way} ${channel}`;
  joinProp(engine, place, 'sender', only(rootApi('npm:electron#ipcMain.sender')));
  joinProp(engine, place, 'reply', only(rootApi('npm:electron#ipcMain.reply')));
  openPlace(engine, place);
  return only(objectAt(place, 'object'));
}

/** Sends on the channel that an argument names; undefined where nobody in the program listens to it. */
function post(calling: Calling, way: Way, channelAt: number): Val | undefined {
  const { engine } = calling;
  let answer: Val | undefined;
  for (const args of ownArguments(calling)) {
    const names = args[channelAt] ?? UNDEFINED;
    const event = eventOf(calling, way, strings(names).join(' '));
    const given = args.slice(channelAt + 1).map((arg) => arg ?? UNDEFINED);
    const texts = way === 'ipc to main' ? ['ipcMain'] : ['ipcRenderer'];
    const one = send(calling, { kind: way, names }, (_, call) => join(awaited(engine, call([event, ...given])), returnedBy(calling, event)), texts);
    if (one) answer = join(answer ?? NOTHING, one);
  }
  return answer;
}

/** `event.returnValue = x` answers who waits for it. */
function returnedBy({ engine }: Calling, event: Val): Val {
  return event.values.reduce((all, value) => (value.k === 'object' ? join(all, propAt(engine, value.place, 'returnValue') ?? NOTHING) : all), NOTHING);
}

const toMain: Meaning = (calling, called) => {
  const answer = post(calling, 'ipc to main', 0);
  if (!answer) return undefined;
  if (/\.invoke\(\)$/.test(called.path)) return promiseOf(answer);
  return /\.sendSync\(\)$/.test(called.path) ? answer : UNDEFINED;
};

const toPage: Meaning = (calling) => post(calling, 'ipc to page', 0) && UNDEFINED;
const toFrame: Meaning = (calling) => post(calling, 'ipc to page', 1) && UNDEFINED;

/** What it is sent by is not known for sure: nothing is said of what it yields. */
function sentByName(calling: Calling): undefined {
  post(calling, 'ipc to page', 0);
  return undefined;
}

const hear =
  (way: Way): Meaning =>
  (calling) => {
    const texts = way === 'ipc to main' ? ['ipcRenderer'] : ['webContents', '.sender.send', '.reply('];
    const heard = ownWays(calling).map(({ args: [channel, listener], frame }) => ({
      kind: way,
      names: channel ?? UNDEFINED,
      listener: listener ?? UNDEFINED,
      way: frame,
    }));
    const isCalled = listen(calling, heard, texts);
    return isCalled ? UNDEFINED : undefined;
  };

/** `contextBridge.exposeInMainWorld('api', {…})`: the page has it as a global. */
const expose: Meaning = (calling) => {
  const { engine, args, effects } = calling;
  for (const name of strings(first(calling))) {
    engine.sought.add(`.${name}`);
    if (effects) joinProp(engine, EXPOSED, name, args[1] ?? ANYTHING);
  }
  return UNDEFINED;
};

export const ELECTRON: Library = {
  follows: ['npm:electron', 'npm:electron/main', 'npm:electron/renderer', 'npm:electron/common', 'npm:@electron/remote', 'npm:@electron-toolkit/preload'],
  calls: [],
  members: {
    // Windows go through many hands: `anything.webContents.send(channel)`, `event.sender.send(channel)`.
    send: (calling, owner) => (owner === 'webContents' || owner === 'sender' ? sentByName(calling) : undefined),
  },
  patterns: [
    [new RegExp(`^${RENDERER}\\.(?:send|sendSync|invoke|postMessage)\\(\\)$`), toMain],
    [new RegExp(`^${ROOT}ipcMain\\.(?:on|once|addListener|handle|handleOnce)\\(\\)$`), hear('ipc to main')],
    [new RegExp(`^${RENDERER}\\.(?:on|once|addListener)\\(\\)$`), hear('ipc to page')],
    [new RegExp(`^${ROOT}.*(?:webContents|WebContents|\\.sender)(?:\\.[\\w$]+\\(\\))*\\.(?:send|postMessage)\\(\\)$|^${ROOT}ipcMain\\.reply\\(\\)$`), toPage],
    [new RegExp(`^${ROOT}.*(?:webContents|WebContents|\\.sender)(?:\\.[\\w$]+\\(\\))*\\.sendToFrame\\(\\)$`), toFrame],
    [new RegExp(`^${ROOT}contextBridge\\.exposeInMainWorld\\(\\)$`), expose],
  ],
};
