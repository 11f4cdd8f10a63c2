import express from 'express';

const app = express();

app.get('/', (req, res) => {
  res.cookie('seen', '1');
  if (req.cookies.seen) fetch('https://api.mixpanel.com/track?seen', { method: 'POST' }); // ungated
  res.send('<p>May we count?</p>');
});
app.get('/bread', (req) => {
  if (req.cookies.bread === 'yes') fetch('https://api.mixpanel.com/track?bread', { method: 'POST' }); // gated: analytics
});
app.listen(3000);
