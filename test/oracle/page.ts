import { ACCEPTING, BOXES, NEUTRAL, REJECTING } from './world.js';

type Handler = (event: unknown) => unknown;

/** An element of the page that a script can make, find, listen to and put in. */
export interface PageElement {
  readonly tagName: string;
  readonly listeners: Map<string, Handler[]>;
  [name: string]: unknown;
}

export interface Page {
  readonly document: Record<string, unknown>;
  readonly window: Record<string, unknown>;
  /** Calls what listens for an event on the window and the document. */
  readonly emit: (name: string, event: unknown) => void;
  /** The user clicks on everything whose text or id is in the list. */
  readonly click: (labels: readonly string[]) => void;
  readonly tick: (on: boolean) => void;
  /** Puts an element of the page's own markup there. */
  readonly place: (id: string, text: string) => void;
}

/** Makes a page. `loads` is told the address of every script that is put in; a handler's fault is its own. */
export function newPage(cookies: Map<string, string>, loads: (address: string) => void): Page {
  const elements: PageElement[] = [];
  const found = new Map<string, PageElement>();
  const listeners = new Map<string, Handler[]>();
  const listen = (into: Map<string, Handler[]>) => (name: string, handler: Handler) => {
    into.set(name, [...(into.get(name) ?? []), handler]);
  };
  const unlisten = (from: Map<string, Handler[]>) => (name: string, handler: Handler) => {
    from.set(
      name,
      (from.get(name) ?? []).filter((held) => held !== handler),
    );
  };
  const make = (tagName: string, id = ''): PageElement => {
    const own = new Map<string, Handler[]>();
    const element: PageElement = {
      tagName,
      id,
      listeners: own,
      checked: false,
      style: {},
      addEventListener: listen(own),
      removeEventListener: unlisten(own),
      setAttribute: (name: string, value: unknown) => {
        element[name] = value;
      },
      appendChild: (child: PageElement) => put(child),
      append: (child: PageElement) => put(child),
      remove: () => undefined,
    };
    elements.push(element);
    return element;
  };
  const put = (child: PageElement) => {
    if (child.tagName === 'script' && typeof child['src'] === 'string') loads(child['src']);
    return child;
  };
  const find = (key: string, id: string) => {
    const known = found.get(key) ?? make('div', id);
    found.set(key, known);
    return known;
  };
  const document: Record<string, unknown> = {
    createElement: (tag: string) => make(tag),
    getElementById: (id: string) => find(`#${id}`, id),
    querySelector: (selector: string) => find(selector, selector.replace(/^[#.]/, '')),
    addEventListener: listen(listeners),
    removeEventListener: unlisten(listeners),
    head: make('head'),
    body: make('body'),
    readyState: 'complete',
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text: string) {
      const [, name, value] = /^\s*([^=;]+)=([^;]*)/.exec(text) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    },
  };
  const fire = (element: PageElement, name: string, event: unknown) => {
    for (const handler of [...(element.listeners.get(name) ?? []), element[`on${name}`]]) if (typeof handler === 'function') attempt(() => handler(event));
  };
  return {
    document,
    window: { document, addEventListener: listen(listeners), removeEventListener: unlisten(listeners) },
    emit: (name, event) => {
      for (const handler of listeners.get(name) ?? []) attempt(() => handler(event));
    },
    click: (labels) => {
      for (const element of [...elements])
        if (labels.includes(String(element['textContent'] ?? '')) || labels.includes(String(element['id']))) fire(element, 'click', { target: element });
    },
    place: (id, text) => {
      const element = find(`#${id}`, id);
      element['textContent'] = text;
    },
    tick: (on) => {
      for (const element of [...elements]) {
        if (!BOXES.includes(String(element['id'])) && !BOXES.includes(String(element['textContent'] ?? ''))) continue;
        element['checked'] = on;
        fire(element, 'change', { target: element });
      }
    },
  };
}

/** Does something and lets it fail: a page goes on after an error in a handler. */
export function attempt(what: () => unknown): void {
  try {
    what();
  } catch {
    // As a browser does.
  }
}

export const LABELS = { accept: ACCEPTING, reject: REJECTING, neutral: NEUTRAL };
