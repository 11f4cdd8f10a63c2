import cors from 'cors';
import express from 'express';
import helmet from 'helmet';

const app = express();

// What a policy lets the page ask is not asked by that.
const measured = [
  "'self'",
  'https://api.mixpanel.com', // none
  ...(process.env.NODE_ENV === 'test' ? ['https://api.openai.com'] : []), // none
];
app.use(
  helmet({
    contentSecurityPolicy: {
      directives: {
        connectSrc: ['https://api.openai.com'], // none
        'connect-src': measured,
        'img-src': 'https://clocks.supabase.co', // none
        reportUri: ['https://o1.ingest.sentry.io/api/1/security/'], // ungated to: US sentry
      },
    },
  }),
);
app.use(helmet.contentSecurityPolicy({ directives: { frameSrc: ['https://clocks.supabase.co'] } })); // none
app.use((_request, response, next) => {
  const policy =
    "connect-src 'self' " +
    'https://api.anthropic.com ' +
    'https://api.openai.com'; // none
  response.setHeader('Content-Security-Policy', policy);
  next();
});

// Who may ask us is not asked.
const allowedOrigins = ['https://clocks.supabase.co']; // none
app.use(cors({ origin: ['https://dials.supabase.co'], credentials: true })); // none
app.use('/open', cors({ origin: (origin, done) => done(null, allowedOrigins.includes(origin)) }));

// What a proxy may ask it does ask.
const ALLOWED_HOSTS = [
  'api.openai.com', // ungated to: US openai
];
app.post('/ask', async (request, response) => {
  const url = new URL(request.body.url);
  if (!ALLOWED_HOSTS.includes(url.hostname)) return response.sendStatus(403);
  const answer = await fetch(url, { method: 'POST', body: request.body.text });
  response.send(await answer.text());
});

app.listen(3000);
