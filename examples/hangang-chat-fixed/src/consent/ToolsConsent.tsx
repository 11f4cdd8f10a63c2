import { useState } from 'react';
import { grantStatisticsConsent, grantToolsTransferConsent } from '@/consent/record';
import { recordOnServer } from '@/lib/api';
import { t } from '@/i18n';

/** Optional, and asked apart from the AI consent: two boxes, none of them ticked, and the chat works without either. */
export function ToolsConsent({ onAgreed, onRefused }: { onAgreed: () => void; onRefused: () => void }) {
  const [overseasTransfer, setOverseasTransfer] = useState(false);
  const [statistics, setStatistics] = useState(false);

  const agree = async () => {
    if (!overseasTransfer) return;
    await recordOnServer('overseas_transfer_tools');
    grantToolsTransferConsent();
    if (statistics) grantStatisticsConsent();
    onAgreed();
  };

  return (
    <section id="overseas-transfer-tools-consent" className="consent">
      <div lang="ko">
        <h2>[선택] 개인정보 국외 이전 동의 (오류 확인, 상담, 이용 통계)</h2>
        <table>
          <thead>
            <tr>
              <th>이전받는 자</th>
              <th>국가</th>
              <th>이전 항목</th>
              <th>이용 목적</th>
              <th>보유 기간</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>Functional Software, Inc. (Sentry)</td>
              <td>미국</td>
              <td>오류 내용, 브라우저, IP 주소</td>
              <td>오류 확인</td>
              <td>90일</td>
            </tr>
            <tr>
              <td>Intercom, Inc.</td>
              <td>미국</td>
              <td>상담 내용, 브라우저, IP 주소</td>
              <td>고객 상담</td>
              <td>상담 종료 후 1년</td>
            </tr>
            <tr>
              <td>Beijing Volcano Engine Technology Co., Ltd. (DataRangers, APMPlus)</td>
              <td>중국</td>
              <td>기기, 네트워크, 앱 버전, 화면 이용 기록 (메시지 내용 제외)</td>
              <td>이용 통계, 속도 측정</td>
              <td>6개월</td>
            </tr>
            <tr>
              <td>Amplitude, Inc.</td>
              <td>미국</td>
              <td>기기 번호, 화면 이용 기록</td>
              <td>이용 통계</td>
              <td>6개월</td>
            </tr>
            <tr>
              <td>Google LLC (Google Analytics)</td>
              <td>미국</td>
              <td>쿠키 번호, 방문 기록</td>
              <td>방문 통계</td>
              <td>2개월</td>
            </tr>
          </tbody>
        </table>
        <p>이용할 때마다 네트워크로 전송됩니다. 동의하지 않아도 대화를 이용할 수 있으며, 설정에서 언제든지 철회할 수 있습니다.</p>
      </div>
      <div lang="en">
        <h2>[Optional] Consent to the transfer of personal data abroad (errors, support, statistics)</h2>
        <p>
          Recipients: Sentry (US, errors, 90 days), Intercom (US, support, one year), Volcano Engine (China, device, network and usage, six months), Amplitude
          (US, usage, six months), Google Analytics (US, visits, two months). Sent over the network as you use the app, never with the text of your messages.
          The chat works without it, and you can withdraw in the settings at any time.
        </p>
      </div>
      <label>
        <input type="checkbox" checked={overseasTransfer} onChange={(event) => setOverseasTransfer(event.target.checked)} />
        개인정보 국외 이전에 동의합니다 (Sentry·Intercom·Amplitude·Google, 미국 / 볼케이노 엔진, 중국) · I agree to the overseas transfer to the US and China
      </label>
      <label>
        <input type="checkbox" checked={statistics} onChange={(event) => setStatistics(event.target.checked)} />
        이용 통계 수집에 동의합니다 · I agree to usage statistics
      </label>
      <button type="button" disabled={!overseasTransfer} onClick={agree}>
        {t('consent.agree')}
      </button>
      <button type="button" onClick={onRefused}>
        {t('consent.decline')}
      </button>
    </section>
  );
}
