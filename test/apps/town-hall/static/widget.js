(function (d, s, id) {
  if (d.getElementById(id)) return;
  const made = d.createElement(s);
  made.id = id;
  made.src = 'https://plausible.io/js/script.js'; // ungated to: DE plausible
  d.head.appendChild(made);
})(document, 'script', 'counter');
