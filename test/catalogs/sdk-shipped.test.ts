import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileSdkCatalog } from '../../src/catalogs/sdk.js';
import { sdkExamples } from '../../src/catalogs/sdk-examples.js';
import { CATEGORIES } from '../../src/catalogs/sdk-product.js';
import { catalogFiles } from '../../src/catalogs/yaml-files.js';
import { parseScript } from '../../src/languages/javascript/parse.js';
import { indexHosts, whose } from '../../src/match/hosts.js';
import type { SdkCatalog } from '../../src/model/sdk.js';

const root = new URL('../../', import.meta.url).pathname;
const files = catalogFiles(root, 'sdk-catalog');
const compiled = compileSdkCatalog(files);
const catalog: SdkCatalog = compiled.kind === 'catalog' ? compiled.catalog : { asOf: '', vendors: [], entities: {}, products: {}, hosts: [], regions: {} };
const products = Object.values(catalog.products);

describe('the shipped sdk-catalog', () => {
  it('has no problems', () => expect(compiled.kind === 'problems' ? compiled.problems : []).toEqual([]));

  it('is valid against its schema', () => {
    const validate = new Ajv({ allowUnionTypes: true, strict: false }).compile(JSON.parse(readFileSync(`${root}sdk-catalog/schema.json`, 'utf8')));
    const wrong = files.filter((file) => !validate(parse(file.text))).map((file) => file.name);
    expect(wrong).toEqual([]);
  });

  it('has a file of the vendor’s own name for each vendor', () => {
    const names = files.filter((file) => file.name.includes('/vendors/')).map((file) => file.name.replace(/^.*\/|\.yaml$/g, ''));
    expect(catalog.vendors.map((vendor) => vendor.id)).toEqual(names.sort());
  });

  it('compiles to paths without braces', () => {
    const paths = products.flatMap((product) => [
      ...product.touches.map((touch) => touch.path),
      ...product.switches.flatMap((item) => [...item.release, ...(item.hold ?? [])]),
    ]);
    expect(paths.filter((path) => /[{}]/.test(path.replace(/"[^"]*"/g, '')))).toEqual([]);
  });

  it('knows the hosts that it falls back to', () => {
    const index = indexHosts(catalog);
    const strangers = products.flatMap((product) =>
      [product.endpoint.default, ...Object.values(product.endpoint.packageDefaults), ...product.endpoint.values.map((value) => value.host)]
        .filter((host) => host !== undefined)
        .filter((host) => whose(index, `https://${host}`)?.kind !== 'known')
        .map((host) => `${product.id}: ${host}`),
    );
    expect(strangers).toEqual([]);
  });

  it('describes every category in the schema', () => {
    const schema = JSON.parse(readFileSync(`${root}sdk-catalog/schema.json`, 'utf8'));
    expect(schema.definitions.product.properties.category.enum).toEqual([...CATEGORIES]);
  });

  it('holds nothing that was only remembered for more than that', () => {
    // Regions of a host are as certain as the host; everything else was settled by the compiler.
    for (const host of catalog.hosts)
      for (const place of host.places) expect(place.country === 'unknown', `${host.host}: ${place.certainty}`).toBe(place.certainty === 'unknown');
  });
});

describe('its examples', () => {
  it.each(
    sdkExamples(files)
      .filter((example) => example.language === 'tsx')
      .map((example, index) => ({ ...example, index })),
  )('$product ($index) parses', ({ code }) => {
    const parsed = parseScript(code, 'tsx', false);
    expect(parsed.kind === 'tree' ? parsed.errors : parsed.why).toEqual([]);
  });

  it('exist for every product', () => {
    const shown = new Set(sdkExamples(files).map((example) => example.product));
    expect(products.map((product) => product.id).filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe('who receives it, and where', () => {
  const index = indexHosts(catalog);
  const found = (address: string) => {
    const at = whose(index, address);
    return at?.kind === 'known'
      ? [at.match.fact.product, ...new Set(at.match.places.filter((place) => place.basis !== 'access').map((place) => place.country))].join(' ')
      : at?.kind;
  };

  it.each([
    ['https://ark.cn-beijing.volces.com/api/v3', 'volcengine-ark CN'],
    ['https://gator.volces.com/list', 'volcengine-datarangers CN'],
    ['https://gator.uba.ap-southeast-1.volces.com/list', 'volcengine-datarangers MY'],
    ['https://apmplus.volces.com/settings', 'volcengine-apmplus CN'],
    ['https://api.deepseek.com/chat/completions', 'deepseek CN'],
    ['https://dashscope.aliyuncs.com/compatible-mode/v1', 'dashscope CN'],
    ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1', 'dashscope SG'],
    ['https://ws1.ap-northeast-1.maas.aliyuncs.com/compatible-mode/v1', 'dashscope JP'],
    ['https://api.moonshot.cn/v1', 'moonshot CN'],
    ['https://api.moonshot.ai/v1', 'moonshot unknown'],
    ['https://api.openai.com/v1', 'openai US'],
    ['https://bucket.oss-cn-hangzhou.aliyuncs.com/key', 'aliyun-oss CN'],
    ['https://bucket.oss-ap-northeast-2.aliyuncs.com/key', 'aliyun-oss KR'],
    ['https://bucket.cos.ap-beijing.myqcloud.com/key', 'tencent-cos CN'],
    ['https://bucket.s3.ap-northeast-2.amazonaws.com/key', 'amazon-s3 KR'],
    ['https://bucket.s3.cn-north-1.amazonaws.com.cn/key', 'amazon-s3 CN'],
    ['https://key@o1.ingest.us.sentry.io/1', 'sentry US'],
    ['https://key@o1.ingest.de.sentry.io/1', 'sentry DE'],
    ['https://us.i.posthog.com', 'posthog US'],
    ['https://wcs.naver.net/wcslog.js', 'naver-analytics KR'],
    ['https://kr.object.ncloudstorage.com', 'naver-cloud KR'],
    ['https://www.google.com/recaptcha/api.js', 'google-recaptcha US'],
    ['https://hm.baidu.com/hm.js', 'baidu-tongji CN'],
  ])('%s → %s', (address, expected) => expect(found(address)).toBe(expected));
});
