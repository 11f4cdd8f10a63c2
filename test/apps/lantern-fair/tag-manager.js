export function tagManager(id) {
  const script = document.createElement('script');
  const snippet = `(function (w, d, s, l, i) {
    w[l] = w[l] || [];
    var f = d.getElementsByTagName(s)[0], j = d.createElement(s);
    j.async = true;
    j.src = 'https://www.googletagmanager.com/gtm.js?id=' + i; // ungated to: US google-tag-manager
    f.parentNode.insertBefore(j, f);
  })(window, document, 'script', 'dataLayer', '${id}');`;
  script.innerHTML = snippet;
  document.head.appendChild(script);
}
