import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/catalogs/consent-words.js';
import { openYaml } from '../../src/catalogs/yaml.js';
import { asksConsent, isOperatorFlag, isYesToElse, readKind, readName, readText, valueMeaning } from '../../src/gate/lexicon.js';

const problems: string[] = [];
const name = 'consent-catalog/lexicon.yaml';
const opened = openYaml({ name, text: readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8') }, problems);
if (opened === undefined) throw new Error(problems.join('\n'));
const lexicon = readLexicon(opened);

/** `consent: analytics time` in one line, or `-`. */
function nameLine(read: typeof readName, text: string): string {
  const meaning = read(text, lexicon);
  if (meaning === undefined) return '-';
  const flags = (['transfer', 'time', 'negative', 'answeredOnly'] as const).filter(
    (flag) => meaning[flag] && !(flag === 'transfer' && meaning.purposes.includes('transfer')),
  );
  return [`${meaning.speaks}:`, ...meaning.purposes, ...flags].join(' ');
}

function textLine(text: string): string {
  const meaning = readText(text, lexicon);
  const flags = (['consent', 'transfer', 'bundled'] as const).filter((flag) => meaning[flag]);
  return [meaning.polarity, ...flags, ...meaning.purposes.filter((purpose) => purpose !== 'transfer'), ...meaning.countries].join(' ');
}

describe('names', () => {
  it.each([
    ['analytics_consent', 'consent: analytics'],
    ['cookie_consent', 'consent: any'],
    ['hasConsent', 'consent: any'],
    ['HAS-CONSENT', 'consent: any'],
    ['hasAgreed', 'consent: any'],
    ['agreeYn', 'consent: any'],
    ['cookieBannerAccepted', 'consent: any'],
    ['consent_status', 'consent: any'],
    ['useConsent', 'consent: any'],
    ['requireConsents', 'consent: any'],
    ['consentGiven', 'consent: any'],
    ['acceptCookies', 'consent: any'],
    ['cookiesAccepted', 'consent: any'],
    ['userAcceptedAnalytics_v1', 'consent: analytics'],
    ['telemetryOptIn', 'consent: analytics'],
    ['trackingConsent', 'consent: analytics advertising'],
    ['marketing_consent', 'consent: advertising'],
    ['agreePrivacy', 'consent: policy'],
    ['agree_privacy', 'consent: policy'],
    ['KEY_AGREE_PRIVACY', 'consent: policy'],
    ['privacyConsentAt', 'consent: policy time'],
    ['hasAiConsent', 'consent: ai'],
    ['isAIConsentGiven', 'consent: ai'],
    ['aiConsentAt', 'consent: ai time'],
    ['consent_llm_processing', 'consent: ai'],
    ['parentalConsent', 'consent: parental'],
    ['sensitiveDataConsent', 'consent: sensitive'],
    ['dongeuiYn', 'consent: any'],
    ['soglasieUser', 'consent: any'],
    ['khwamYinyom', 'consent: any'],
  ])('%s speaks of consent', (text, line) => expect(nameLine(readName, text)).toBe(line));

  it.each([
    ['overseasTransferConsentAt', 'consent: transfer time'],
    ['gukoeIjeonDongui', 'consent: transfer'],
    ['kuajing_tongyi', 'consent: transfer'],
    ['ekkyo_iten_doui', 'consent: transfer'],
    ['international_transfer_consent_at', 'consent: transfer time'],
    ['overseas_transfer_agreed', 'consent: transfer'],
    ['overseas_consent', 'consent: transfer'],
    ['overseasTransferAccepted', 'consent: transfer'],
    ['agree_personalTransferToAbroad', 'consent: transfer'],
    ['TransferThirdCountriesAgreement', 'consent: transfer'],
    ['dataCrossBorderConsent', 'consent: transfer'],
    ['cross-border-consent', 'consent: transfer'],
    ['data_export_consent', 'consent: transfer'],
    ['gaikoku_teikyo_doui', 'consent: transfer'],
    ['외국인동의', 'consent: any'],
    ['국외이전동의', 'consent: transfer'],
    ['frtroptfl', 'consent: transfer'],
    ['外国第三者提供同意', 'consent: transfer'],
    ['越境移転同意', 'consent: transfer'],
    ['出境单独同意', 'consent: transfer'],
    ['einwilligungDrittland', 'consent: transfer'],
    ['yurtdisi_aktarim_onayi', 'consent: transfer'],
    ['dong_y_chuyen_du_lieu_ra_nuoc_ngoai', 'consent: transfer'],
  ])('%s speaks of a consent to transfers', (text, line) => expect(nameLine(readName, text)).toBe(line));

  it.each([
    ['marketingEmailOptIn', 'consent: other'],
    ['termsAgreedAt', 'consent: other time'],
    ['agreements.privacyCollection', 'consent: other'],
    ['thirdPartyProvisionConsent', 'consent: other'],
    ['pushNotificationConsent', 'consent: other'],
    ['photoConsent', 'consent: other'],
  ])('%s is another agreement', (text, line) => expect(nameLine(readName, text)).toBe(line));

  it.each([
    ['optOut', 'consent: any negative'],
    ['hasOptedOut', 'consent: any negative'],
    ['consentDeclined', 'consent: any negative'],
    ['consentWithdrawnAt', 'consent: any time negative'],
    ['noConsent', 'consent: any negative'],
    ['cookiesRejected', 'consent: any negative'],
    ['trackingDisabled', 'weak: analytics advertising negative'],
    ['미동의', 'consent: any negative'],
    ['hasAnsweredConsent', 'consent: any answeredOnly'],
    ['bannerDismissed', 'weak: any answeredOnly'],
    ['hasAnswered', 'weak: any answeredOnly'],
    ['cookieConsentClosed', 'consent: any answeredOnly'],
  ])('%s does not say yes', (text, line) => expect(nameLine(readName, text)).toBe(line));

  it.each([
    ['isTrackingEnabled', 'weak: analytics advertising'],
    ['trackingEnabled', 'weak: analytics advertising'],
    ['allowTracking', 'weak: analytics advertising'],
    ['allowCookies', 'weak: any'],
    ['privacyCollection', '-'],
  ])('%s is a weak word at best', (text, line) => expect(nameLine(readName, text)).toBe(line));

  it.each([
    'showConsentBanner',
    'consentVersion',
    'CONSENT_VERSION',
    'consentRequired',
    'isConsentModalOpen',
    'consentLoading',
    'consentOrder',
    'showCookieConsent',
    'allow_skip_consent',
    'overseasTransferLimit',
    'intl_transfer',
    'overseas_transfer',
    'overseasTransferEnabled',
    'third_party',
    'AlipayOverseasTransfer',
    'is_telemetry_enabled',
    'analytics_enabled',
    'analyticsEnabled',
    'adminConsent',
    'doNotTrack',
    'acceptOrder',
    'acceptLanguage',
    'enabled',
    'isAllowed',
    'user',
    'data',
    'analytics',
    'trackEvent',
    'acceptable',
    'acceptanceRate',
    'consentId',
    'agency',
    'session',
    '',
  ])('%s is nobody’s consent', (text) => expect(nameLine(readName, text)).toBe('-'));

  it('knows switches of operators', () => {
    for (const flag of ['remoteConfig', 'useFeatureFlag', 'process.env', 'is_telemetry_enabled', 'analytics_enabled'])
      expect(isOperatorFlag(flag, lexicon), flag).toBe(true);
    expect(isOperatorFlag('hasConsent', lexicon)).toBe(false);
  });

  it.each([
    ['overseas_transfer', 'consent: transfer'],
    ['OverseasTransfer', 'consent: transfer'],
    ['overseas', 'consent: transfer'],
    ['cross-border', 'consent: transfer'],
    ['국외이전', 'consent: transfer'],
    ['privacyCollection', 'consent: other'],
    ['third_party', 'consent: other'],
    ['terms', 'consent: other'],
    ['age14', 'consent: other'],
    ['marketing', 'consent: advertising'],
    ['preferences', 'consent: functional'],
    ['analytics', 'consent: analytics'],
    ['ai_processing', 'consent: ai'],
    ['item7', '-'],
  ])('%s, asked of consents, is a kind of it', (text, line) => expect(nameLine(readKind, text)).toBe(line));
});

describe('texts', () => {
  it.each([
    ['Accept analytics', 'accept consent analytics'],
    ['accept-analytics', 'accept consent analytics'],
    ['분석 도구 사용에 동의', 'accept consent analytics'],
    ['分析に同意する', 'accept consent analytics'],
    ['同意统计分析', 'accept consent analytics'],
    ['Statistik akzeptieren', 'accept consent analytics'],
    ['Allow tracking', 'accept consent analytics advertising'],
    ['Tout accepter', 'accept bundled'],
    ['Accept all cookies', 'accept consent bundled any'],
    ['Kabul ediyorum', 'accept'],
    ['Я согласен', 'accept consent'],
    ['Đồng ý', 'accept consent'],
    ['ยินยอม', 'accept consent'],
    ['Setuju', 'accept consent'],
    ['Concordo', 'accept consent'],
    ['Agree', 'accept consent'],
    ['Accept', 'accept'],
    ['Yes', 'accept'],
    ['OK', 'accept'],
    ['동의함', 'accept consent'],
    ['동의하고 계속하기', 'accept consent'],
  ])('%s says yes', (text, line) => expect(textLine(text)).toBe(line));

  it.each([
    'Reject',
    'No',
    'Decline',
    'No thanks',
    'Don’t allow',
    "I don't agree",
    'Continue without accepting',
    'Only necessary cookies',
    '동의하지 않음',
    '동의 안 함',
    '동의 거부',
    '미동의',
    '同意しない',
    '同意しません',
    '不同意',
    '暂不同意',
    '拒绝',
    'Nicht zustimmen',
    'Ich lehne ab',
    'Tout refuser',
    'No acepto',
    'Não concordo',
    'Non accetto',
    'Kabul etmiyorum',
    'Не согласен',
    'Không đồng ý',
    'ไม่ยินยอม',
    'Tidak setuju',
    'reject-analytics',
    'Reject consent',
  ])('%s says no', (text) => expect(readText(text, lexicon).polarity).toBe('reject'));

  it.each([
    'Close',
    '닫기',
    'Later',
    '閉じる',
    'Continue',
    '다음',
    'Cookie settings',
    'Save preferences',
    'Accept order',
    'Accept invitation',
    'Accept or reject cookies',
    '보내기',
    'May we measure how you use this site?',
  ])('%s says neither', (text) => expect(readText(text, lexicon).polarity).toBe('neutral'));

  it.each(['Accept order', 'Accept invitation', 'Accept', 'Close', '보내기'])('%s does not speak of consent', (text) =>
    expect(readText(text, lexicon).consent).toBe(false),
  );

  it.each([
    ['[선택] 개인정보 국외 이전 동의 (받는 자: OpenAI, 국가: 미국, 항목: 대화 내용)', 'accept consent transfer ai US'],
    ['[필수] 개인정보 국외 이전 동의', 'accept consent transfer'],
    ['개인정보 국외 이전에 동의합니다 (Anthropic, 미국)', 'accept consent transfer ai US'],
    ['동의를 거부할 권리가 있습니다. 개인정보 국외 이전에 동의합니다 (미국)', 'accept consent transfer US'],
    ['I agree that my messages are transferred to OpenAI in the United States', 'accept consent transfer ai US'],
    ['I agree that usage data is sent to Amplitude in the U.S. You can withdraw your consent at any time.', 'accept consent transfer analytics US'],
    ['我单独同意将我的个人信息提供给境外接收方（OpenAI，美国）', 'accept consent transfer ai US'],
    ['外国にある第三者（Google LLC、米国）への個人データの提供に同意する', 'accept consent transfer US'],
    ['入力内容を米国のOpenAIへ送信することに同意しますか', 'accept consent transfer ai US'],
    ['米国への個人データの移転に同意する', 'accept consent transfer US'],
    ['国外への提供', 'neutral transfer'],
    ['Verilerimin yurt dışına (ABD) aktarılmasına açık rıza veriyorum', 'accept consent transfer US'],
    ['Ich willige in die Übermittlung meiner Daten in die Vereinigten Staaten ein. Zustimmen', 'accept consent transfer US'],
    ['J’accepte le transfert de mes données vers les États-Unis', 'accept consent transfer US'],
    ['Я даю согласие на трансграничную передачу персональных данных в США', 'accept consent transfer policy US'],
    ['Transfers outside the EU: I agree', 'accept consent transfer'],
  ])('%s speaks of a transfer', (text, line) => expect(textLine(text)).toBe(line));

  it.each([
    ['개인정보 제3자 제공 동의 (제공받는 자: 주식회사 가나다, 대한민국)', 'accept consent other KR'],
    ['개인정보 수집·이용 동의', 'accept consent other'],
    ['《用户协议》和《隐私政策》同意并继续', 'accept consent bundled other policy'],
    ['해외여행 상품 안내에 동의', 'accept consent'],
    ['Transfer money to my account in the United States', 'neutral transfer US'],
  ])('%s is read as it stands', (text, line) => expect(textLine(text)).toBe(line));

  it('takes several agreements in one for a bundle', () => {
    expect(textLine('이용약관, 개인정보 수집·이용, 국외 이전, 마케팅 수신에 모두 동의합니다')).toBe('accept consent transfer bundled other');
    expect(textLine('이용약관과 국외 이전에 동의합니다')).toBe('accept consent transfer bundled other');
    expect(readText('전체 동의', lexicon).bundled).toBe(true);
    expect(readText('Accept analytics', lexicon).bundled).toBe(false);
  });

  it('tells countries apart whose names overlap', () => {
    expect(readText('印度尼西亚', lexicon).countries).toEqual(['ID']);
    expect(readText('인도네시아, 뉴질랜드, 中国香港', lexicon).countries).toEqual(['ID', 'NZ', 'HK']);
    expect(readText('sent to us in the EU', lexicon).countries).toEqual(['EU']);
  });
});

describe('values', () => {
  it.each([
    ['granted', 'grant'],
    ['Y', 'grant'],
    ['1', 'grant'],
    [1, 'grant'],
    [true, 'grant'],
    ['agreed', 'grant'],
    ['동의', 'grant'],
    ['denied', 'refuse'],
    ['N', 'refuse'],
    [0, 'refuse'],
    [false, 'refuse'],
    ['declined', 'refuse'],
    ['refused', 'refuse'],
    ['not-granted', 'refuse'],
    ['不同意', 'refuse'],
    ['pending', 'pending'],
    [null, 'pending'],
    ['', 'pending'],
    [-1, 'pending'],
    ['undetermined', 'pending'],
    ['indeterminate', 'pending'],
    ['dark', undefined],
    [42, undefined],
  ] as const)('%s', (value, meaning) => expect(valueMeaning(value, lexicon)).toBe(meaning));
});

describe('the lexicon', () => {
  it('is read without problems', () => expect(problems).toEqual([]));
  it('keeps one word out of two opposed lists', () => {
    for (const word of lexicon.accept) expect(lexicon.reject, word).not.toContain(word);
    for (const word of lexicon.grantValues) expect([...lexicon.refuseValues, ...lexicon.pendingValues], word).not.toContain(word);
  });
});

describe('texts beside a button', () => {
  it.each([
    'We use cookies to see how the shop is used.',
    'May we measure how you use the app?',
    'Help us improve with crash reports',
    'Analytics?',
    'By continuing you accept our privacy policy.',
    'Your questions are processed by an AI.',
    '서비스 개선을 위해 이용 통계를 수집합니다.',
    '利用状況の分析に使用します。',
    '我们会收集使用统计。',
    'Wir verwenden Statistik-Dienste.',
  ])('ask for a consent: %s', (text) => expect(asksConsent(text, lexicon)).toBe(true));

  it.each([
    'Friend requests',
    'Privacy policy',
    'Statistics',
    'Performance Delete this workspace?',
    'Delete your analytics report?',
    'Tracking of parcel 12',
    'AI writer',
    'Replace your text with the suggestion of the AI assistant?',
    'They did not consent to retention.',
  ])('ask for none: %s', (text) => expect(asksConsent(text, lexicon)).toBe(false));

  it.each(['Accept', 'Accept all', 'Yes', 'OK, got it', 'Accept and continue', 'Allow selection', '동의하고 계속', 'Akzeptieren'])(
    '%s says no more than yes',
    (text) => expect(isYesToElse(text, lexicon)).toBe(false),
  );

  it.each(['Enable dark mode', 'Accept invitation', 'Turn on notifications'])('%s is said to something else', (text) =>
    expect(isYesToElse(text, lexicon)).toBe(true),
  );
});
