import Script from 'next/script';
import { Measuring } from '../components/measuring';
import { Offers } from '../components/offers';
import { CONTAINER } from '../lib/ids';

const RECORDER = `
  (function(h,o,t,j,a,r){ h.hj=h.hj||function(){(h.hj.q=h.hj.q||[]).push(arguments)}; // ungated to: IE hotjar
  h._hjSettings={hjid:1,hjsv:6}; a=o.getElementsByTagName('head')[0]; r=o.createElement('script');r.async=1;
  r.src=t+h._hjSettings.hjid+j+h._hjSettings.hjsv; a.appendChild(r);
  })(window,document,'https://static.hotjar.com/c/hotjar-','.js?sv=');
`;

export default function Layout({ children }) {
  return (
    <html lang="ko">
      <body>
        {children}
        <Measuring />
        <Offers />
        <Script id="container">{`
          (function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start': new Date().getTime(),event:'gtm.js'});
          var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;
          j.src='https://www.googletagmanager.com/gtm.js?id='+i;f.parentNode.insertBefore(j,f); // ungated to: US google-tag-manager
          })(window,document,'script','dataLayer','${CONTAINER}');
        `}</Script>
        <script dangerouslySetInnerHTML={{ __html: RECORDER }} />
        <Script src="https://plausible.io/js/script.js" type="text/plain" data-cookiecategory="analytics" />{/* gated: analytics to: DE plausible */}
      </body>
    </html>
  );
}
