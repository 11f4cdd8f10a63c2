import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/languages/index.js';
import type { ModuleFacts } from '../../src/model/facts.js';

function read(file: string, text: string): ModuleFacts {
  const facts = summarise(file, file.endsWith('.js') ? 'javascript' : 'wxml', text, false);
  if (facts === undefined) throw new Error(`no facts of ${file}`);
  return facts;
}

const calls = (facts: ModuleFacts, text: string): string[] => facts.calls.map(({ start, end }) => text.slice(start, end));

describe('the script of a page', () => {
  const text = `const app = getApp();
Page({
  data: { agreed: false },
  onLoad() { wx.login(); },
  onAgree() { this.setData({ agreed: true }); app.globalData.agreed = true; },
});
`;
  const facts = read('pages/index/index.js', text);

  it('exports what is handed to the platform', () => {
    expect(facts.exports.map((entry) => 'name' in entry && entry.name)).toEqual(['__page']);
  });

  it('takes the app from the script above the pages', () => {
    expect(facts.imports.map(({ specifier }) => specifier)).toEqual(['../../app']);
  });

  it('keeps the places of its calls', () => {
    expect(calls(facts, text)).toContain('wx.login()');
  });

  it('is left alone where the names are its own', () => {
    const own = read('a.js', "import { App } from './app';\nApp({ a: 1 });");
    expect(own.exports).toEqual([]);
    expect(read('b.js', "import { getApp } from 'firebase/app';\nwx.login(getApp());").imports.map(({ specifier }) => specifier)).toEqual(['firebase/app']);
  });
});

describe('the markup of a page', () => {
  const text = `<view wx:if="{{agreed}}"><text>Hi {{name}}</text></view>
<block wx:elif="{{asked && !busy}}"><my-card bind:open="onOpen" /></block>
<button wx:else open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="onAgree">同意</button>
<view wx:for="{{items}}" wx:for-item="one" data-id="{{one.id}}" catchtap="onPick">{{one.name}}</view>`;
  const facts = read('pages/index/index.wxml', text);

  it('belongs to the script of its name', () => {
    expect(facts.imports.map(({ specifier }) => specifier)).toEqual(['./index', 'react-dom']);
  });

  it('has its elements, with their texts and handlers', () => {
    const told = facts.elements.flatMap(({ tag, props, text: words }) =>
      typeof tag === 'string' ? [`${tag} ${props.map((prop) => ('name' in prop ? prop.name : '…')).join(' ')} ${words}`.trim()] : [],
    );
    expect(told).toEqual(expect.arrayContaining(['my-card onOpen', 'button title open-type onClick 同意隐私政策 同意', 'view data-id onClick']));
  });

  it('calls the handlers of the script, at their places', () => {
    expect(calls(facts, text)).toEqual(expect.arrayContaining(['catchtap="onPick"']));
  });

  it.each(['', '<view', '<view wx:if="{{', '{{{{{{', '<view>'.repeat(2_000), '<block wx:else/>', '\u0000'])('survives %j', (broken) => {
    expect(() => read('a.wxml', broken)).not.toThrow();
  });
});
