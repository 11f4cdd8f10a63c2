const { default: Clarity } = await import('@microsoft/clarity');
Clarity.init('shop'); // ungated to: US microsoft-clarity

import('@hotjar/browser').then((hotjar) => hotjar.default.init(42, 6)); // ungated
