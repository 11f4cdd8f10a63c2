import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileSdkCatalog } from '../../src/catalogs/sdk.js';
import { sdkExamples } from '../../src/catalogs/sdk-examples.js';
import { CATEGORIES } from '../../src/catalogs/sdk-product.js';
import { catalogFiles } from '../../src/catalogs/yaml-files.js';
import { parseScript } from '../../src/languages/javascript/parse.js';
import { gradleBuild } from '../../src/manifests/gradle-build.js';
import { podfile } from '../../src/manifests/podfile.js';
import { swiftPackage } from '../../src/manifests/swift-package.js';
import { carried } from '../../src/match/dependencies.js';
import { indexHosts, whose } from '../../src/match/hosts.js';
import type { Manifest } from '../../src/model/manifest.js';
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
    ['https://firestore.googleapis.com/v1', 'firebase-firestore unknown'],
    ['https://notes-default-rtdb.firebaseio.com', 'firebase-database US'],
    ['https://notes.europe-west1.firebasedatabase.app', 'firebase-database BE'],
    ['https://api.seniverse.com/v3/weather/now.json', 'seniverse CN'],
    ['https://yastatic.net/jquery/3.3.1/jquery.min.js', 'yandex-cdn RU'],
    ['https://wsrv.nl/?url=a.example/b.jpg', 'weserv unknown'],
    ['https://images.weserv.nl/?url=a.example/b.jpg', 'weserv unknown'],
  ])('%s → %s', (address, expected) => expect(found(address)).toBe(expected));
});

describe('what a native manifest asks for', () => {
  const asked = (manifest: Manifest) => [...new Set(carried([manifest], catalog, [], () => []).map(({ product }) => product))].sort();

  it('is found by the pods of a Podfile, parts of a pod too', () => {
    const pods = ['Firebase/Firestore', 'FirebaseDatabase', 'AppsFlyerFramework', 'Adjust', 'BranchSDK', 'KakaoSDKUser', 'naveridlogin-sdk-ios', 'UMCommon'];
    const text = `target 'App' do\n${pods.map((name) => `  pod '${name}'\n`).join('')}end\n`;
    expect(asked(podfile.read('ios/Podfile', text))).toEqual([
      'adjust',
      'appsflyer',
      'branch',
      'firebase-database',
      'firebase-firestore',
      'kakao-sdk',
      'naver-login',
      'umeng',
    ]);
  });

  it('is found by the dependencies of a build.gradle', () => {
    const names = [
      'com.google.firebase:firebase-messaging:24.1.0',
      'com.appsflyer:af-android-sdk:6.17.0',
      'cn.jiguang.sdk:jpush:5.8.0',
      'com.tencent.mm.opensdk:wechat-sdk-android:6.8.34',
      'com.alipay.sdk:alipaysdk-android:15.8.40',
      'com.google.android.gms:play-services-ads:24.7.0',
      'io.appmetrica.analytics:analytics:7.13.0',
    ];
    const text = `dependencies {\n${names.map((name) => `  implementation '${name}'\n`).join('')}}\n`;
    expect(asked(gradleBuild.read('android/app/build.gradle', text))).toEqual([
      'alipay',
      'appmetrica',
      'appsflyer',
      'firebase-messaging',
      'google-mobile-ads',
      'jpush',
      'wechat',
    ]);
  });

  it('is found by the packages of a Package.swift', () => {
    const names = ['mixpanel/mixpanel-swift', 'getsentry/sentry-cocoa.git', 'DataDog/dd-sdk-ios', 'facebook/facebook-ios-sdk'];
    const text = `let package = Package(name: "App", dependencies: [${names.map((name) => `.package(url: "https://github.com/${name}", from: "1.0.0")`).join(', ')}])`;
    expect(asked(swiftPackage.read('Package.swift', text))).toEqual(['datadog-rum', 'facebook-sdk', 'mixpanel', 'sentry']);
  });
});
