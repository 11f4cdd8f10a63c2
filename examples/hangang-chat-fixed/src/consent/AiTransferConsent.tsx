import { useState } from 'react';
import { grantAiTransferConsent } from '@/consent/record';
import { recordOnServer } from '@/lib/api';
import { t } from '@/i18n';

/**
 * Asked before the first prompt. The wording stands here and not among the translations: what was on the screen has to
 * be what its version names.
 */
export function AiTransferConsent({ onAgreed }: { onAgreed: () => void }) {
  const [overseasTransfer, setOverseasTransfer] = useState(false);

  const agree = async () => {
    if (!overseasTransfer) return;
    await recordOnServer('overseas_transfer_ai');
    grantAiTransferConsent();
    onAgreed();
  };

  return (
    <section id="overseas-transfer-ai-consent" className="consent">
      <div lang="ko">
        <h2>개인정보 국외 이전 동의 (AI 답변)</h2>
        <dl>
          <dt>이전받는 자</dt>
          <dd>Beijing Volcano Engine Technology Co., Ltd. (베이징 볼케이노 엔진), privacy@volcengine.example</dd>
          <dt>이전되는 국가</dt>
          <dd>중국</dd>
          <dt>이전 일시 및 방법</dt>
          <dd>메시지를 보낼 때마다 서비스 서버에서 암호화하여 전송</dd>
          <dt>이전 항목</dt>
          <dd>입력한 메시지와 대화 내용</dd>
          <dt>이용 목적</dt>
          <dd>AI 답변 생성</dd>
          <dt>보유 기간</dt>
          <dd>답변 생성 후 30일 이내 파기, 학습에 이용하지 않음</dd>
          <dt>거부할 권리와 효과</dt>
          <dd>동의하지 않을 수 있으며, 그 경우 AI 대화를 이용할 수 없습니다. 동의는 설정에서 언제든지 철회할 수 있습니다.</dd>
        </dl>
      </div>
      <div lang="en">
        <h2>Consent to the transfer of personal data abroad (AI answers)</h2>
        <p>
          Recipient: Beijing Volcano Engine Technology Co., Ltd. Country: China. When and how: with each message, encrypted, from our server. Data: your
          messages and the conversation. Purpose: writing the answer. Kept: up to 30 days, not used for training. You may refuse; the AI chat is then not
          available. You can withdraw in the settings at any time.
        </p>
      </div>
      <label>
        <input type="checkbox" checked={overseasTransfer} onChange={(event) => setOverseasTransfer(event.target.checked)} />
        개인정보 국외 이전에 동의합니다 (볼케이노 엔진, 중국) · I agree to the overseas transfer to Volcano Engine in China
      </label>
      <button type="button" disabled={!overseasTransfer} onClick={agree}>
        {t('consent.agree')}
      </button>
    </section>
  );
}
