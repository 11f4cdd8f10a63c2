import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

function counting(id) {
  return [
    '(function () {',
    `var id = ${JSON.stringify(id)};`,
    "var tag = document.createElement('script');",
    "tag.src = 'https://www.googletagmanager.com/gtag/js?id=' + id;", // ungated to: US google-analytics
    'document.head.appendChild(tag);',
    '})();',
  ].join('\n');
}

const pixel =
  "var p = document.createElement('script');" +
  "p.src = 'https://connect.facebook.net/en_US/fbevents.js';" + // gated: advertising to: US meta-pixel
  'document.head.appendChild(p);';

export function Stall() {
  const [answer, setAnswer] = useState(null);
  useEffect(() => {
    if (answer !== 'yes') return;
    const script = document.createElement('script');
    script.text = pixel;
    document.head.appendChild(script);
  }, [answer]);
  return (
    <main>
      <script dangerouslySetInnerHTML={{ __html: counting('G-FAIR') }} />
      <p>May we use advertising cookies?</p>
      <button onClick={() => setAnswer('yes')}>Accept</button>
      <button onClick={() => setAnswer('no')}>Decline</button>
    </main>
  );
}

createRoot(document.getElementById('stall')).render(<Stall />);
