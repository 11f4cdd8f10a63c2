import { useState } from 'react';
import { t } from '@/i18n';

export function Settings() {
  const [denied, setDenied] = useState(localStorage.getItem('hangang.analytics') === 'denied');

  const toggle = () => {
    if (denied) localStorage.removeItem('hangang.analytics');
    else localStorage.setItem('hangang.analytics', 'denied');
    setDenied(!denied);
  };

  return (
    <details>
      <summary>{t('settings')}</summary>
      <label>
        <input type="checkbox" checked={!denied} onChange={toggle} />
        {t('settings.statistics')}
      </label>
    </details>
  );
}
