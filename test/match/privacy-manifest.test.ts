import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/manifests/index.js';
import { privacyGaps } from '../../src/match/privacy-manifest.js';
import type { Sighting } from '../../src/model/sighting.js';

const privacy = (tracking: boolean, ...types: readonly string[]) => {
  const items = types.map((type) => `<dict><key>NSPrivacyCollectedDataType</key><string>NSPrivacyCollectedDataType${type}</string></dict>`).join('');
  const text = `<plist><dict><key>NSPrivacyTracking</key><${tracking}/><key>NSPrivacyCollectedDataTypes</key><array>${items}</array></dict></plist>`;
  const manifest = readManifest('ios/App/PrivacyInfo.xcprivacy', text);
  return manifest === undefined ? [] : [manifest];
};

const uses = (category: string, ...data: readonly string[]): Sighting => ({
  id: '1',
  product: 'acme',
  productName: 'Acme',
  vendor: 'acme',
  category,
  touch: 'init',
  transmits: true,
  span: { file: 'src/App.tsx', start: 0, end: 1 },
  recipients: [],
  data: data.map((one) => ({ category: one, how: 'auto', because: [] })),
  runsOn: 'client',
  openEnded: false,
  points: [],
  startCoversSend: false,
});

const whys = (...given: Parameters<typeof privacyGaps>) => privacyGaps(...given).map(({ why }) => why);

describe('a privacy manifest', () => {
  it('is in order where it names what the SDKs collect', () => {
    expect(whys(privacy(false, 'CrashData', 'DeviceID'), [uses('crash', 'crash', 'device-id')])).toEqual([]);
  });

  it('does not name what an SDK collects', () => {
    expect(whys(privacy(false, 'CrashData'), [uses('crash', 'crash', 'device-id', 'ip')])).toEqual([
      'does not name DeviceID, which Acme collects: it has to stand in that SDK’s own manifest',
    ]);
  });

  it('denies tracking beside an advertising SDK', () => {
    expect(whys(privacy(false, 'DeviceID'), [uses('advertising', 'ad-id')])).toEqual(['says that nothing is used for tracking, and Acme is used here']);
    expect(whys(privacy(true, 'DeviceID'), [uses('advertising', 'ad-id')])).toEqual([]);
  });
});
